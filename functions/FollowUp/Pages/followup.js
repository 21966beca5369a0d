// Saves a section while it is being typed. The page works without it: then the buttons do the saving.
const form = document.querySelector('form[data-autosave]');
if (form) {
  const told = form.querySelector('[data-saved]');
  const trouble = form.querySelector('[data-trouble]');
  const state = document.querySelector('[data-state]');
  const shown = form.elements.visat;
  const pauses = { typed: 1500, chosen: 300, retry: [2000, 5000, 10000, 30000] };
  const patience = 15000;
  // A browser lets no more than 64 KiB outlive its page.
  const largestParting = 60000;

  // What was last acknowledged, what is on its way, and what came of it. Only one save is on its way at a time, and one
  // whose answer was lost is sent again as it was before anything newer: the server then knows it for its own.
  let saved = form.dataset.unsaved === undefined ? content() : null;
  let sent = null;
  let sending = null;
  let refused = null;
  let failures = 0;
  let timer = 0;

  function content() {
    const fields = new URLSearchParams(new FormData(form));
    fields.delete('visat');
    return fields.toString();
  }

  const isUnsaved = () => content() !== saved;

  function soon(pause) {
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  }

  // A screen reader reads out what changes, and nothing else.
  function say(element, text) {
    if (element.textContent !== text) element.textContent = text;
  }

  // After its field, so that the one who types there stays where they are.
  function mark(faults) {
    for (const told of form.querySelectorAll('[data-fault]')) {
      const field = document.getElementById(told.dataset.fault);
      field.removeAttribute('aria-invalid');
      field.setAttribute('aria-describedby', (field.getAttribute('aria-describedby') ?? '').replace(told.id, '').trim());
      told.remove();
    }
    for (const { field: id, message } of faults) {
      // The page may have come with it.
      if (document.getElementById(`${id}-fel`)) continue;
      const field = document.getElementById(id);
      const told = Object.assign(document.createElement('span'), { className: 'error', id: `${id}-nu`, textContent: message });
      told.dataset.fault = id;
      field.after(told);
      field.setAttribute('aria-invalid', 'true');
      field.setAttribute('aria-describedby', `${field.getAttribute('aria-describedby') ?? ''} ${told.id}`.trim());
    }
  }

  function save() {
    clearTimeout(timer);
    return sending ??= send().finally(() => {
      sending = null;
      // There may be no later for a page that is not seen any more.
      if (document.hidden && !failures && isUnsaved() && refused !== content()) save();
    });
  }

  async function send() {
    if (!sent) {
      if (!isUnsaved()) return;
      sent = { content: content(), shown: shown.value };
    }
    const body = new URLSearchParams(sent.content);
    body.set('visat', sent.shown);
    body.set('gor', 'auto');
    let answer;
    let reply = {};
    try {
      answer = await fetch(form.action, {
        method: 'POST', body, keepalive: body.toString().length < largestParting, signal: AbortSignal.timeout(patience),
      });
      if (answer.status >= 500 || answer.status === 429) throw answer;
      if (answer.headers.get('content-type')?.includes('json')) reply = await answer.json();
    } catch {
      soon(pauses.retry[Math.min(failures++, pauses.retry.length - 1)]);
      say(told, '');
      say(trouble, form.dataset.offline);
      return;
    }
    failures = 0;
    const what = sent.content;
    sent = null;
    // Also of a save that came through in part.
    if (reply.shown !== undefined) shown.value = reply.shown;
    if (reply.faults) mark(reply.faults);
    if (reply.state && state) say(state, reply.state);
    if (answer.ok && reply.shown !== undefined) {
      saved = what;
      refused = null;
      say(trouble, '');
      say(told, reply.message);
      if (isUnsaved()) soon(pauses.typed);
    } else {
      refused = what;
      say(told, '');
      say(trouble, reply.message ?? form.dataset.refused);
      // The page that a button brings says more, and shows what was typed; where there is none, this page is the only one that has it.
      if (reply.message === undefined) refused = null;
    }
  }

  form.addEventListener('input', event => {
    // Whoever changes the own one of two answers means that one.
    const mine = form.elements[`${event.target.name}.val`];
    if (mine) mine.value = 'min';
    soon(event.target.matches('textarea, [type=text]') ? pauses.typed : pauses.chosen);
  });
  addEventListener('online', () => save());
  addEventListener('pagehide', () => save());
  document.addEventListener('visibilitychange', () => { if (document.hidden) save(); });
  addEventListener('beforeunload', event => { if (isUnsaved()) event.preventDefault(); });
  addEventListener('pageshow', event => { if (event.persisted) { saved = null; save(); } });

  // The button leaves the page only when everything is saved, or when the next page is to say why it is not.
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const button = event.submitter;
    let before;
    do {
      before = content();
      await save();
    } while (!failures && isUnsaved() && refused !== content() && before !== content());
    if (failures || (isUnsaved() && refused !== content())) {
      // Told anew, since it was asked for anew.
      const text = trouble.textContent;
      trouble.textContent = '';
      requestAnimationFrame(() => say(trouble, text));
      return;
    }
    saved = content();
    // With the button's own value, past this listener.
    const action = Object.assign(document.createElement('input'), { type: 'hidden', name: button.name, value: button.value });
    form.append(action);
    form.submit();
    action.remove();
  });

  // Whoever says that something has changed gets to see the questions about it, and begins from the earlier answer. That alone saves
  // nothing.
  form.addEventListener('change', event => {
    if (!event.target.name.endsWith('.since') || event.target.value === 'unchanged') return;
    const filled = [...form.querySelectorAll('details + template')].map(template => [template.previousElementSibling, template]);
    const isAnswered = filled.some(([folded]) => [...folded.querySelectorAll('textarea, input')].some(field =>
      field.matches('[type=radio], [type=checkbox]') ? field.checked : field.value));
    if (event.target.value === 'changed' && !isAnswered && filled.length) {
      for (const [folded, template] of filled) {
        folded.replaceChildren(folded.querySelector('summary'), template.content.cloneNode(true));
      }
      clearTimeout(timer);
      saved = content();
    }
    form.querySelector('details:not(.last, .decided)').open = true;
  });
}

// Shows how things stand now, every minute, unless somebody is in the middle of it. The page works without it: it has a link that does
// the same.
const live = document.querySelector('[data-refresh]');
if (live) {
  setInterval(async () => {
    if (document.hidden || live.contains(document.activeElement) || !getSelection().isCollapsed) return;
    try {
      const answer = await fetch(location.href, { credentials: 'same-origin', redirect: 'error' });
      const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-refresh]');
      if (answer.ok && fresh && !live.contains(document.activeElement)) live.replaceChildren(...fresh.childNodes);
    } catch {
      // It says of when it is; the next minute tries again.
    }
  }, Number(live.dataset.refresh) * 1000);
}
