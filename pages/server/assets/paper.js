// A page that is printed holds its tables whole: they are fetched at once, because a browser waits for nothing else.
{
  const fill = () => {
    for (const place of document.querySelectorAll(".on-paper[data-table]")) {
      const asked = new XMLHttpRequest();
      asked.open("GET", place.dataset.table, false);
      try { asked.send(); } catch { continue; }
      if (asked.status === 200) place.innerHTML = asked.responseText;
    }
  };
  const clear = () => document.querySelectorAll(".on-paper[data-table]").forEach(place => place.replaceChildren());
  addEventListener("beforeprint", fill);
  addEventListener("afterprint", clear);
  matchMedia("print").addEventListener("change", event => (event.matches ? fill() : clear()));
}
