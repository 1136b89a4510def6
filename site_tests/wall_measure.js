() => {
  // What a screen of the wall shows: type below 28 points of a 960 by 540 slide, lines that are cut, lines that are seen.
  const LEAST = 28;
  const CONTROLS =
    "button, label, legend, .soft, .hint, .code, .vh, .capture h3, .capture [role=status], h4, details, .act h3, .beside-pager, .copy, #t-all-said";
  const SCROLLS = "[data-said-list], .said-all, .outputs";
  const point = Math.min(innerWidth / 960, innerHeight / 540);
  const screen = document.querySelector(".screen.shown");
  const foot = document.querySelector(".low").getBoundingClientRect().top;
  const found = { small: [], cut: [], seen: [], all: [] };
  const walker = document.createTreeWalker(screen, NodeFilter.SHOW_TEXT);
  let number = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    number += 1;
    const parent = node.parentElement;
    if (!node.textContent.trim() || !parent.checkVisibility() || parent.closest(CONTROLS)) continue;
    const size = parseFloat(getComputedStyle(parent).fontSize) / point;
    if (size < LEAST - 0.1) found.small.push([node.textContent.slice(0, 30), size]);
    const range = document.createRange();
    range.selectNodeContents(node);
    const flow = parent.closest("[data-flow]");
    const box = flow ? flow.getBoundingClientRect() : { left: 0, top: 0, right: innerWidth, bottom: foot };
    Array.from(range.getClientRects()).forEach((line, n) => {
      if (line.width < 1) return;
      const id = [screen.dataset.screen, number, n].join(" ");
      const across = line.left >= box.left - 2 && line.right <= box.right + 2;
      // A line's box is a little higher than the line where type is large.
      const slack = 6 + size * point * 0.2;
      const onWall = box.left >= -2 && box.right <= innerWidth + 2;
      const inside = onWall && across && line.top >= box.top - slack && line.bottom <= box.bottom + slack;
      const onAnotherPage = flow && (line.left >= box.right - 2 || line.right <= box.left + 2);
      found.all.push(id);
      if (inside) found.seen.push(id);
      else if (!onAnotherPage && !parent.closest(SCROLLS)) {
        const where = [line, box].map((one) => [one.left, one.top, one.right, one.bottom].map(Math.round));
        found.cut.push([node.textContent.slice(0, 40), ...where]);
      }
    });
  }
  return found;
}
