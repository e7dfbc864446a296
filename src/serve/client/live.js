// Keeps a page as new as the site that is being written. It is part of served pages only, never of a
// build's output. Text that comes from the site is put in as text.
(() => {
  'use strict';
  const own = document.currentScript;
  const { token, path, shape, lang, mark } = own.dataset;
  let since = own.dataset.since;
  const home = new URL('.', own.src);
  const words = {
    zh: {
      title: (n) => `内容里有 ${n} 个错误`,
      note: '页面还是改坏之前的样子；改好后这个提示会自动消失。',
      close: '先看页面',
      help: '改法：',
      mark: (reason) => `正式网站上没有这一页：${reason}`,
    },
    en: {
      title: (n) => `${n} error${n === 1 ? '' : 's'} in the content`,
      note: 'The page is as it was before them; this goes away once they are mended.',
      close: 'Show the page',
      help: 'Help: ',
      mark: (reason) => `Not on the public site: ${reason}`,
    },
  }[lang === 'en' ? 'en' : 'zh'];

  const element = (name, className, text) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  };

  // The site's styles do not reach into a shadow tree, nor these out of it.
  const host = element('crosswalk-live');
  host.lang = lang === 'en' ? 'en' : 'zh-Hans';
  const root = host.attachShadow({ mode: 'open' });
  const sheet = element('link');
  sheet.rel = 'stylesheet';
  sheet.href = new URL('live.css', home).href;
  root.append(sheet);

  const showMark = () => {
    root.append(element('aside', 'mark', words.mark(mark)));
  };

  let dialog = null;
  let shown = '';

  const hide = () => {
    if (dialog === null) return;
    dialog.close();
    dialog.remove();
    dialog = null;
  };

  const place = (problem) =>
    [problem.path, problem.line, problem.column].filter((part) => part !== null).join(':');

  const item = (problem) => {
    const one = element('li', problem.severity);
    one.append(element('p', 'what', problem.message));
    if (problem.path !== null) one.append(element('p', 'place', place(problem)));
    if (problem.excerpt) {
      const lines = element('pre', '', problem.excerpt);
      // What scrolls can be reached with the keyboard.
      lines.tabIndex = 0;
      one.append(lines);
    }
    if (problem.help !== null) one.append(element('p', 'help', words.help + problem.help));
    one.append(element('p', 'code', problem.code));
    return one;
  };

  const show = (problems) => {
    hide();
    const errors = problems.filter((problem) => problem.severity === 'error').length;
    dialog = element('dialog');
    dialog.setAttribute('role', 'alertdialog');
    dialog.setAttribute('aria-labelledby', 'title');
    dialog.setAttribute('aria-describedby', 'note');
    const title = element('h2', '', words.title(errors || problems.length));
    title.id = 'title';
    title.tabIndex = -1;
    title.autofocus = true;
    const note = element('p', 'note', words.note);
    note.id = 'note';
    const list = element('ol');
    list.append(...problems.map(item));
    const close = element('button', '', words.close);
    close.type = 'button';
    close.addEventListener('click', hide);
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      hide();
    });
    dialog.append(title, note, list, close);
    root.append(dialog);
    dialog.showModal();
    title.focus();
  };

  const tell = (problems) => {
    const now = JSON.stringify(problems);
    if (now === shown) return;
    shown = now;
    if (problems.length === 0) hide();
    else show(problems);
  };

  const SCROLL = 'crosswalk-live-scroll';

  const reload = () => {
    sessionStorage.setItem(SCROLL, JSON.stringify([location.pathname, scrollX, scrollY]));
    stop();
    location.reload();
  };

  // Browsers keep the place on a reload themselves, unless pictures come late or a page forbids it.
  const restore = () => {
    const [where, x, y] = JSON.parse(sessionStorage.getItem(SCROLL) ?? '[]');
    sessionStorage.removeItem(SCROLL);
    if (where !== location.pathname) return;
    const go = () => scrollTo({ left: x, top: y, behavior: 'instant' });
    go();
    addEventListener('load', go, { once: true });
  };

  const fresh = (address) => {
    const url = new URL(address, document.baseURI);
    url.searchParams.set('_live', since);
    return url.href;
  };

  const isOf = (address, files) => {
    const url = new URL(address, document.baseURI);
    return url.origin === location.origin && files.includes(url.pathname);
  };

  // Any sheet may import any other: all of the site's are put in again, each once its successor is
  // there, so that the page is never without.
  const swapStyles = () => {
    for (const old of document.querySelectorAll('link[rel~="stylesheet"][href]')) {
      if (new URL(old.href).origin !== location.origin) continue;
      const next = old.cloneNode();
      next.href = fresh(old.href);
      next.addEventListener('load', () => old.remove());
      next.addEventListener('error', () => next.remove());
      old.after(next);
    }
  };

  const refresh = (files) => {
    const scripts = [...document.scripts].filter((script) => script !== own && script.src);
    if (scripts.some((script) => isOf(script.src, files))) {
      reload();
      return;
    }
    if (files.some((file) => file.endsWith('.css'))) swapStyles();
    for (const picture of document.images) {
      if (picture.src && isOf(picture.src, files)) picture.src = fresh(picture.src);
    }
  };

  let stream = null;

  const stop = () => {
    stream?.close();
    stream = null;
  };

  // A server that was started again has another token: its pages know it.
  const lost = async () => {
    stop();
    try {
      await fetch(location.href, { method: 'HEAD', cache: 'no-store' });
      reload();
    } catch {
      setTimeout(lost, 1000);
    }
  };

  const listen = () => {
    if (stream !== null) return;
    const url = new URL('events', home);
    for (const [name, value] of Object.entries({ token, path, shape, since })) {
      url.searchParams.set(name, value);
    }
    stream = new EventSource(url.href.replaceAll('+', '%20'));
    const mine = stream;
    stream.addEventListener('message', (event) => {
      const message = JSON.parse(event.data);
      since = String(message.generation);
      if (message.reload) reload();
      else {
        refresh(message.files);
        tell(message.problems);
      }
    });
    stream.addEventListener('error', () => {
      if (mine === stream && mine.readyState === EventSource.CLOSED) lost();
    });
  };

  // A browser opens six connections to a server at most; windows that nobody sees need none.
  const follow = () => {
    if (document.visibilityState === 'visible') listen();
    else stop();
  };

  const start = () => {
    document.documentElement.append(host);
    if (mark) showMark();
    restore();
    document.addEventListener('visibilitychange', follow);
    addEventListener('pagehide', stop);
    addEventListener('pageshow', follow);
    follow();
  };

  start();
})();
