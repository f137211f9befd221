// A browser's translator puts words of its own in the place of ours: what changes afterwards takes their place again, to be translated anew.
{
  const standIn = new WeakMap(); // text of the page → what a translator put in its place
  const back = text => {
    const other = standIn.get(text);
    if (!other?.parentNode) return;
    standIn.delete(text);
    other.parentNode.replaceChild(text, other);
  };
  const changed = new MutationObserver(changes => changes.forEach(({ target }) => back(target)));
  const taken = new WeakSet();
  new MutationObserver(changes => {
    for (const { removedNodes, addedNodes, previousSibling, nextSibling } of changes) for (const text of removedNodes) {
      if (text.nodeType !== Node.TEXT_NODE || text.isConnected) continue;
      const other = [...addedNodes, previousSibling, nextSibling].find(node => node?.nodeName === "FONT" && !taken.has(node));
      if (!other) continue;
      taken.add(other);
      standIn.set(text, other);
      changed.observe(text, { characterData: true });
    }
  }).observe(document, { childList: true, subtree: true });

  // The page takes its own texts away, or puts others before them: that goes to what stands for them.
  const here = (parent, node) => (node && node.parentNode !== parent && standIn.get(node)?.parentNode === parent ? standIn.get(node) : node);
  const { removeChild, insertBefore } = Node.prototype;
  Node.prototype.removeChild = function (child) { return removeChild.call(this, here(this, child)); };
  Node.prototype.insertBefore = function (child, before) { return insertBefore.call(this, child, here(this, before)); };
}
