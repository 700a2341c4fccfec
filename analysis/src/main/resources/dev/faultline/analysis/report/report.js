'use strict';
// Column headings become buttons that sort by the cells' data-order, or by their text with numbers in it as numbers.
const words = new Intl.Collator('en', { numeric: true });
for (const table of document.querySelectorAll('table')) {
  const headings = [...table.tHead.rows[0].cells];
  const body = table.tBodies[0];
  if (body.rows.length < 2) continue;
  headings.forEach((heading, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = heading.textContent;
    button.title = 'Sort by ' + heading.textContent;
    heading.replaceChildren(button);
    button.addEventListener('click', () => {
      const down = heading.getAttribute('aria-sort') === 'ascending';
      headings.forEach(other => other.removeAttribute('aria-sort'));
      heading.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      const compare = (a, b) => {
        const one = a.cells[column], two = b.cells[column];
        const numbers = 'order' in one.dataset && 'order' in two.dataset;
        return numbers ? one.dataset.order - two.dataset.order
          : ('order' in one.dataset) - ('order' in two.dataset) || words.compare(one.textContent, two.textContent);
      };
      // Array sort is stable: rows that are equal keep their order, whichever way.
      const sign = down ? -1 : 1;
      body.append(...[...body.rows].sort((a, b) => sign * compare(a, b)));
    });
  });
}
// What a part of a chart says is written below it when it is pointed at or touched: a finger sees no tooltip.
for (const figure of document.querySelectorAll('figure')) {
  const readout = figure.querySelector('.readout');
  const tell = event => {
    const title = event.target.querySelector && event.target.querySelector('title');
    if (title) readout.textContent = title.textContent;
  };
  const tips = figure.querySelector('.tips');
  tips.addEventListener('pointerover', tell);
  tips.addEventListener('click', tell);
}
// A link to what is folded away opens it; paper shows everything.
const open = () => {
  const place = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let at = place; at; at = at.parentElement) if (at.localName === 'details') at.open = true;
  if (place) place.scrollIntoView();
};
addEventListener('hashchange', open);
open();
let folded = [];
addEventListener('beforeprint', () => {
  folded = [...document.querySelectorAll('details:not([open])')];
  folded.forEach(details => { details.open = true; });
});
addEventListener('afterprint', () => folded.forEach(details => { details.open = false; }));
