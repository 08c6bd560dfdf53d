/* What CSS cannot do: remember 大字版 from page to page, print, and notice that a page has grown too old.
   Everything reads without this file. */
(function () {
  var box = document.getElementById("big");
  try {
    box.checked = localStorage.getItem("big") === "1";
    box.addEventListener("change", function () { localStorage.setItem("big", box.checked ? "1" : "0"); });
  } catch (e) { /* storage refused: the choice lasts for this page */ }

  /* Days are compared as text, in Chinese time wherever the reader is. */
  function today() {
    return new Date(Date.now() + 8 * 3600 * 1000).toISOString().slice(0, 10);
  }

  document.addEventListener("DOMContentLoaded", function () {
    var stale = document.getElementById("stale"), now = today();
    if (stale && now > document.body.dataset.expires) stale.hidden = false;
    document.querySelectorAll("[data-print]").forEach(function (part) {
      part.hidden = false;
      if (part.type === "button") part.addEventListener("click", function () { print(); });
    });
    /* What has ended goes at its own midnight, whether or not the next build is late. */
    document.querySelectorAll("[data-until]").forEach(function (part) {
      if (part.dataset.until < now) part.hidden = true;
    });
  });
})();
