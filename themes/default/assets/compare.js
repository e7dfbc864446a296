// Follows a reader through a comparison: their plan and conditions, the rows and columns they ask for.
// What a row says in each case was judged when the site was built and stands in data-cases; here it is looked
// up. While a table is used no node comes or goes: what is made is made once, at the start.

const tools = [...document.querySelectorAll('.tools')];
const table = document.querySelector('.sheet table.compare');
if (tools.length && table) start(table, tools);
const names = document.querySelector('.names');
if (names) find(names, document.querySelector('.find'));

function start(table, tools) {
  const words = JSON.parse(tools.find((each) => each.dataset.words).dataset.words);
  const shown = document.querySelector('.tools output');
  const controls = tools.flatMap((each) => [...each.querySelectorAll('select, input')]);
  const differences = document.getElementById('_differences');
  if (differences) controls.push(differences);
  const named = (name) => controls.filter((each) => each.name === name);
  const rows = [...table.querySelectorAll('[data-feature]')].map((row) => ({
    row,
    body: row.parentElement,
    who: row.dataset.for?.split(' ') ?? [],
    cases: row.dataset.cases && followed(row, words),
    alike: row.dataset.alike?.split(' '),
  }));
  const bodies = [...table.tBodies];
  const verdict = document.querySelector('.judgement .counts') && judgement(rows, words);

  const value = (name) => named(name)[0]?.value ?? '';
  const checked = (name) => named(name).filter((each) => each.checked).map((each) => each.value);

  function filter() {
    const [who, group, query] = [value('for'), value('group'), value('q').trim().toLowerCase()];
    const terms = query.split(/\s+/).filter(Boolean);
    const open = new Map(bodies.map((body) => [body, 0]));
    let count = 0;
    for (const each of rows) {
      if (terms.length) each.text ??= each.row.textContent.toLowerCase();
      const fits = (!who || !each.who.length || each.who.includes(who))
        && (!group || each.body.firstElementChild.firstElementChild.id === `_${group}`)
        && terms.every((term) => each.text.includes(term));
      set(each.row, 'hidden', !fits);
      if (fits && !(differences?.checked && each.row.matches('[data-diff="same"], [data-same]'))) {
        open.set(each.body, open.get(each.body) + 1);
        count += 1;
      }
    }
    for (const [body, rows] of open) set(body, 'hidden', rows === 0);
    return count;
  }

  function follow() {
    const reader = { plans: [value('from'), value('to')], held: new Set(checked('if')) };
    for (const { cases } of rows) cases?.(reader);
    verdict?.(reader);
  }

  function columns() {
    const boxes = named('show');
    if (!boxes.length) return;
    if (!boxes.some((box) => box.checked)) boxes[0].checked = true;
    const open = checked('show');
    for (const cell of table.querySelectorAll('[data-edition]')) {
      set(cell, 'hidden', !open.includes(cell.dataset.edition));
    }
    for (const { row, alike } of rows) {
      const kinds = new Set(alike?.filter((_, at) => boxes[at].checked));
      row.toggleAttribute('data-same', kinds.size === 1 && open.length > 1);
    }
    for (const head of table.querySelectorAll('[scope="rowgroup"]')) head.colSpan = open.length + 1;
    for (const link of document.querySelectorAll('[data-pair]')) link.hidden = link.dataset.pair !== open.join(' ');
  }

  function apply({ quietly = false } = {}) {
    follow();
    columns();
    const said = words.n.replace('{n}', filter()).replace('{all}', rows.length);
    if (!quietly) say(said);
  }

  function say(text) {
    if (shown.textContent !== text) shown.textContent = text;
  }

  // The address holds what was chosen, so that it can be sent to somebody.
  function write(replace) {
    const url = new URL(location.href);
    const keep = (key, text) => (text ? url.searchParams.set(key, text) : url.searchParams.delete(key));
    for (const key of ['from', 'to', 'for', 'group', 'q']) if (named(key).length) keep(key, value(key).trim());
    if (named('if').length) keep('if', checked('if').join(','));
    if (named('show').length) keep('show', checked('show').length < named('show').length ? checked('show').join(',') : '');
    if (differences) keep('diff', differences.checked ? '1' : '');
    url.search = url.search.replaceAll('%2C', ',');
    if (url.href !== location.href) history[replace ? 'replaceState' : 'pushState'](null, '', url);
  }

  function read() {
    const asked = new URLSearchParams(location.search);
    for (const each of controls) {
      const text = asked.get(each.name) ?? '';
      if (each === differences) each.checked = asked.has('diff');
      else if (each.name === 'show') each.checked = !text || text.split(',').includes(each.value);
      else if (each.type === 'checkbox') each.checked = text.split(',').includes(each.value);
      else if (each.tagName === 'SELECT') each.value = [...each.options].some((option) => option.value === text) ? text : '';
      else each.value = text;
    }
    const conditions = document.querySelector('.tools.case details');
    if (conditions && asked.has('if')) conditions.open = true;
    return controls.some((each) => each.name && asked.has(each.name)) || asked.has('diff');
  }

  for (const each of controls) {
    const typed = each.type === 'search';
    each.addEventListener(typed ? 'input' : 'change', () => {
      apply();
      write(typed);
    });
  }
  addEventListener('popstate', () => { read(); apply(); });
  copying(table, tools.find((each) => each.dataset.copyLink).dataset, say);
  if (read()) apply();
  for (const each of tools) each.classList.add('ready');
}

/** Sets what is not set already: an attribute that is written anew costs a layout. */
function set(element, key, value) {
  if (element[key] !== value) element[key] = value;
}

/** A row that says one thing to one reader and another to another. */
function followed(row, words) {
  const { p: plans, c: conditions, r: outcomes, k: keys } = JSON.parse(row.dataset.cases);
  const mark = row.querySelector('td.mark');
  let condition = mark.querySelector('.cond');
  if (!condition) {
    condition = mark.appendChild(document.createElement('span'));
    condition.className = 'cond';
    condition.hidden = true;
  }
  let across = mark.querySelector('.across');
  if (!across) {
    across = mark.appendChild(document.createElement('span'));
    across.className = 'across';
    across.hidden = true;
  }
  const cells = [...row.querySelectorAll('td[data-edition]')].map((cell) => {
    const parts = [...cell.querySelectorAll(':scope > .parts > dd')];
    return { cell, state: cell.dataset.state, facts: parts.length ? parts : [cell], whole: !parts.length };
  });
  const marks = [...cells[1].cell.querySelectorAll(':scope > .parts > dt .mk')];
  let current = 0;
  return (reader) => {
    const plan = (side) => {
      const chosen = reader.plans[side];
      if (!chosen || !plans[side].length) return '';
      return plans[side].includes(chosen) ? chosen : '*';
    };
    const at = keys[`${plan(0)}|${plan(1)}|${conditions.filter((each) => reader.held.has(each)).join(',')}`] ?? 0;
    if (at === current) return;
    current = at;
    const [difference, when, from, to, parts, counted] = outcomes[at];
    [row.dataset.diff] = difference.split('.');
    paint(mark.querySelector('.mk'), words.d[difference]);
    condition.textContent = when;
    condition.hidden = !when;
    across.textContent = counted;
    across.hidden = !counted;
    parts.forEach((part, index) => marks[index] && paint(marks[index], words.d[part]));
    [from, to].forEach((facts, side) => {
      const { cell, state, facts: boxes, whole } = cells[side];
      facts.forEach(([open, base, now, way], index) => {
        const box = boxes[index];
        box.classList.toggle('cased', base !== undefined);
        for (const [place, item] of [...box.querySelectorAll(':scope > .cases > li')].entries()) {
          item.hidden = place !== base && !open.includes(place);
          item.classList.toggle('holds', place === base);
        }
        const instead = box.querySelector(':scope > .instead');
        if (instead) instead.hidden = base !== undefined && !way;
        if (whole) cell.dataset.state = now ?? state;
      });
    });
    row.classList.toggle('read', [...from, ...to].some(([, base]) => base !== undefined));
  };
}

/** A mark is a sign and a word; the pigment repeats them. */
function paint(mark, [group, sign, word]) {
  mark.className = `mk g-${group}`;
  mark.firstElementChild.textContent = sign;
  mark.lastChild.data = word;
}

/** The counts, the bar, the sentence and the links above the table. */
function judgement(rows, words) {
  const place = document.querySelector('.judgement');
  const list = place.querySelector('.counts');
  const bar = place.querySelector('.bar');
  const ticks = bar.querySelector('path');
  const groups = words.g.map(([group, sign, word]) => {
    let item = list.querySelector(`.g-${group}`);
    if (!item) {
      item = list.firstElementChild.cloneNode(true);
      item.className = `g-${group}`;
      item.querySelector('i').textContent = sign;
      item.querySelector('i').nextSibling.data = word;
      item.hidden = true;
    }
    list.append(item);
    const rect = bar.querySelector(`.g-${group}`) ?? bar.querySelector('rect').cloneNode();
    rect.setAttribute('class', `g-${group}`);
    if (item.hidden) rect.setAttribute('width', 0);
    bar.insertBefore(rect, ticks);
    return { group, item, rect, number: item.querySelector('b') };
  });
  const lines = [...place.querySelectorAll('.losses-line')].map((line) => {
    const { group } = line.dataset;
    const links = rows.map(({ row, cases }) => {
      const known = line.querySelector(`a[href="#${row.id}"]`);
      const can = cases && JSON.parse(row.dataset.cases).r.some(([word]) => words.d[word][0] === group);
      if (known || !can) return known && { row, link: known };
      const link = document.createElement('a');
      link.href = `#${row.id}`;
      link.textContent = row.querySelector('th').textContent;
      link.hidden = true;
      line.append(link, ' ');
      return { row, link };
    });
    return { line, group, links: links.filter(Boolean) };
  });
  const guides = [...place.querySelectorAll('.guide-line')];
  const sentence = document.querySelector('[data-sentence]');
  const groupOf = (row) => words.d[row.dataset.diff][0];
  return ({ plans }) => {
    const counts = Object.fromEntries(words.g.map(([group]) => [group, 0]));
    for (const { row } of rows) counts[groupOf(row)] += 1;
    let at = 0;
    for (const { group, item, rect, number } of groups) {
      number.textContent = counts[group];
      item.hidden = counts[group] === 0;
      rect.setAttribute('x', at);
      rect.setAttribute('width', counts[group]);
      at += counts[group];
    }
    for (const { line, group, links } of lines) {
      for (const { row, link } of links) link.hidden = groupOf(row) !== group;
      line.hidden = links.every(({ link }) => link.hidden);
    }
    for (const guide of guides) {
      const own = guide.dataset.given.split('|');
      guide.hidden = plans.some((plan, side) => plan && own[side] && !own[side].split(',').includes(plan));
    }
    const open = guides.filter((guide) => !guide.hidden);
    const final = open.length > 0 && open.every((guide) => guide.querySelector('.no-return'));
    sentence.replaceChildren(...held(say(counts, rows.length, final, words.s)));
  };
}

/** Words in which a number and what it counts share a line, as the program holds them. */
function held(words) {
  return words.split(/((?:\p{Script=Han}{1,8} )?\d+ (?:\p{Script=Han}|\p{L}+))/u).map((part, at) => {
    if (at % 2 === 0) return part;
    const whole = document.createElement('span');
    whole.className = 'whole';
    whole.textContent = part;
    return whole;
  });
}

/** 升级后失去 2 项，受限 3 项，新增 6 项；不可回退。 As the program words it where nothing is chosen. */
function say(counts, all, final, words) {
  const told = Object.entries(counts).filter(([group, count]) => count > 0 && group !== 'same');
  const items = told.map(([group, count], index) => {
    const form = index > 0 ? words.later : count === 1 ? words.one : words.many;
    return words[group].replace('{items}', form.replace('{n}', count));
  });
  const last = items.pop();
  const parts = items.length ? items.join(words.joiner) + words.last + last : last;
  const same = (all === 1 ? words.same_one : words.same).replace('{n}', all);
  return (last ? words.upgrade.replace('{parts}', parts) : same) + (final ? words.irreversible : '') + words.end;
}

/** One button for all rows: it goes to the row that is pointed at or in which the keyboard is. */
function copying(table, { copyLink: copy, copied }, say) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy';
  button.textContent = '#';
  table.tBodies[0].querySelector('[data-feature] th')?.append(button);
  const move = ({ target }) => {
    const head = target.closest?.('[data-feature]')?.querySelector('th');
    if (!head || head.contains(button) || target === button) return;
    head.append(button);
    name();
  };
  const name = () => {
    const head = button.parentElement;
    const feature = (head?.querySelector('a') ?? head?.firstChild)?.textContent ?? '';
    button.setAttribute('aria-label', `${copy}: ${feature}`);
  };
  name();
  table.addEventListener('focusin', move);
  table.addEventListener('pointerover', move);
  button.addEventListener('click', async () => {
    const url = new URL(location.href);
    url.hash = button.closest('tr').id;
    try {
      await navigator.clipboard.writeText(url.href);
      say(copied);
    } catch {
      location.hash = url.hash;
    }
  });
}

/** The names of all rows of a long table: what is asked for stays, and the address says what that is. */
function find(names, form) {
  const { q: box } = form.elements;
  const shown = form.querySelector('output');
  const sections = [...names.children].map((section) => ({
    section,
    rows: [...section.querySelectorAll('li')].map((row) => ({ row, text: row.textContent.toLowerCase() })),
  }));
  const others = [...document.querySelectorAll('.pager a')];
  const apply = () => {
    const terms = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const { section, rows } of sections) {
      const before = count;
      for (const { row, text } of rows) {
        const fits = terms.every((term) => text.includes(term));
        set(row, 'hidden', !fits);
        count += fits;
      }
      set(section, 'hidden', count === before);
    }
    const said = !terms.length ? '' : count ? names.dataset.found.replace('{n}', count) : names.dataset.none;
    if (shown.textContent !== said) shown.textContent = said;
    const url = new URL(location.href);
    if (terms.length) url.searchParams.set('q', box.value.trim());
    else url.searchParams.delete('q');
    if (url.href !== location.href) history.replaceState(null, '', url);
    for (const link of others) link.search = url.search;
  };
  box.value = new URLSearchParams(location.search).get('q') ?? '';
  box.addEventListener('input', apply);
  form.addEventListener('submit', (event) => { event.preventDefault(); apply(); });
  if (box.value) apply();
}
