// A file that a reader chooses is read in the browser: only its first lines go into the field for them, and from there to the server.
(() => {
  const WORKBOOKS = [[0x50, 0x4b], [0x50, 0x41, 0x52, 0x31], [0xd0, 0xcf]]; // how zip and XLSX, Parquet, and old workbooks begin

  async function firstBytes(file, most) {
    const packed = /\.gz$/i.test(file.name);
    const reader = (packed ? file.stream().pipeThrough(new DecompressionStream("gzip")) : file.stream()).getReader();
    const pieces = [];
    let length = 0, whole = false;
    while (length <= most && !whole) {
      const { done, value } = await reader.read();
      whole = done;
      if (!value) continue;
      pieces.push(value);
      length += value.length;
    }
    reader.cancel().catch(() => {});
    return { bytes: new Uint8Array(await new Blob(pieces).arrayBuffer()), whole };
  }

  function decoded(bytes) {
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true }); // the last letter may be cut
    } catch {
      return new TextDecoder("windows-1252").decode(bytes);
    }
  }

  function fill(field, text) {
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
    requestAnimationFrame(() => field.blur()); // what was typed counts once the field is left
  }

  addEventListener("change", async event => {
    const file = event.target.matches?.("input.look-file") && event.target.files[0];
    const field = document.querySelector(STREAMLIT.pastedLines);
    if (!file || !field) return;
    const told = document.querySelector(".look-told"), most = Number(event.target.closest("[data-most]").dataset.most);
    try {
      const { bytes, whole } = await firstBytes(file, 4 * most);
      if (WORKBOOKS.some(marks => marks.every((mark, at) => bytes[at] === mark)) || bytes.subarray(0, 4096).includes(0)) {
        told.textContent = `${file.name} is no text: save it as CSV to look at it here. An import takes workbooks, zip and Parquet as they are.`;
        return;
      }
      const text = decoded(bytes), all = whole && text.length <= most;
      const taken = all ? text : text.slice(0, text.lastIndexOf("\n", most - 1) + 1);
      told.textContent = !taken ? `The first line of ${file.name} is longer than ${most.toLocaleString("en")} characters.`
        : all ? `All of ${file.name} is below.` : `The first ${taken.split("\n").length - 1} lines of ${file.name} are below; the rest stays where it is.`;
      if (taken) fill(field, taken);
    } catch (error) {
      told.textContent = `${file.name} cannot be read (${error.message}).`;
    }
  });
})();
