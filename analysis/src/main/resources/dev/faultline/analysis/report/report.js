
'use strict';
// Every column heading becomes a button that sorts by the cells' data-order, or by their text.
for (const table of document.querySelectorAll('table')) {
  const headings = [...table.tHead.rows[0].cells];
  const body = table.tBodies[0];
  if (body.rows.length < 2) continue;
  headings.forEach((heading, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = heading.textContent;
    heading.replaceChildren(button);
    button.addEventListener('click', () => {
      const down = heading.getAttribute('aria-sort') === 'ascending';
      headings.forEach(other => other.removeAttribute('aria-sort'));
      heading.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      const key = row => row.cells[column].dataset.order ?? row.cells[column].textContent;
      const compare = (a, b) => {
        const one = Number(a), two = Number(b);
        return Number.isNaN(one) || Number.isNaN(two) ? a.localeCompare(b) : one - two;
      };
      const rows = [...body.rows].sort((a, b) => compare(key(a), key(b)));
      body.append(...(down ? rows.reverse() : rows));
    });
  });
}
