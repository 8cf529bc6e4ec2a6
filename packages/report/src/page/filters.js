// Runs in the page. Every form narrows the rows of the element that it names; without this script all rows show.
for (const form of document.querySelectorAll('form[data-filters]')) {
  const target = document.getElementById(form.dataset.filters);
  const rows = [...target.querySelectorAll('[data-row]')];
  const texts = rows.map((row) => row.textContent.toLowerCase());
  const output = form.querySelector('output');
  const selects = [...form.querySelectorAll('select')];
  const narrow = () => {
    const words = form.elements.words.value.toLowerCase().split(/\s+/);
    let shown = 0;
    rows.forEach((row, index) => {
      const fits =
        words.every((word) => texts[index].includes(word)) &&
        selects.every((select) => select.value === '' || row.dataset[select.name] === select.value);
      row.hidden = !fits;
      shown += fits ? 1 : 0;
    });
    for (const group of target.querySelectorAll('[data-group]')) {
      group.hidden = group.querySelector('[data-row]:not([hidden])') === null;
    }
    // What is found must not stay behind a fold, and what was folded before is folded again.
    const isNarrow = words.some((word) => word !== '') || selects.some((select) => select.value !== '');
    for (const fold of target.querySelectorAll('[data-fold]')) {
      fold.hidden = fold.querySelector('[data-row]:not([hidden])') === null;
      fold.open = isNarrow;
    }
    output.textContent = `${shown} of ${rows.length} shown`;
  };
  form.addEventListener('input', narrow);
  form.addEventListener('submit', (event) => event.preventDefault());
  form.hidden = false;
  narrow();
}
