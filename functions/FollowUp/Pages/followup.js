// Saves a section while it is being typed. The page works without it: then the buttons do the saving.
const form = document.querySelector('form[data-autosave]');
if (form) {
  const saving = form.querySelector('[data-saving]');
  const trouble = form.querySelector('[data-trouble]');
  const shown = form.elements.visat;
  const pauses = { typed: 1500, chosen: 300, retry: [2000, 5000, 10000, 30000] };

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

  function say(text, isTrouble) {
    saving.textContent = isTrouble ? '' : text;
    // Said once: a screen reader reads it out each time that it changes.
    if (trouble.textContent !== (isTrouble ? text : '')) trouble.textContent = isTrouble ? text : '';
  }

  function save(keepalive) {
    clearTimeout(timer);
    return sending ??= send(keepalive === true).finally(() => { sending = null; });
  }

  async function send(keepalive) {
    if (!sent) {
      if (!isUnsaved()) return;
      sent = { content: content(), shown: shown.value };
    }
    const body = new URLSearchParams(sent.content);
    body.set('visat', sent.shown);
    body.set('gor', 'auto');
    let answer;
    try {
      answer = await fetch(form.action, { method: 'POST', body, keepalive });
      if (answer.status >= 500 || answer.status === 429) throw answer;
    } catch {
      soon(pauses.retry[Math.min(failures++, pauses.retry.length - 1)]);
      say(form.dataset.offline, true);
      return;
    }
    failures = 0;
    const told = answer.headers.get('content-type')?.includes('json') ? await answer.json().catch(() => ({})) : {};
    const what = sent.content;
    sent = null;
    if (answer.ok && told.shown !== undefined) {
      saved = what;
      refused = null;
      shown.value = told.shown;
      say(told.message, false);
      if (isUnsaved()) soon(pauses.typed);
    } else {
      // The page that the button brings says why, and shows what was typed.
      refused = what;
      say(told.message ?? form.dataset.refused, true);
    }
  }

  form.addEventListener('input', event => soon(event.target.matches('textarea, [type=text]') ? pauses.typed : pauses.chosen));
  addEventListener('online', () => save());
  addEventListener('pagehide', () => save(true));
  document.addEventListener('visibilitychange', () => { if (document.hidden) save(true); });
  addEventListener('beforeunload', event => { if (isUnsaved()) event.preventDefault(); });

  // The button leaves the page only when everything is saved, or when the next page is to say why it is not.
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const button = event.submitter;
    do await save(); while (!failures && isUnsaved() && refused !== content());
    if (failures) return;
    saved = content();
    // With the button's own value, past this listener.
    const action = Object.assign(document.createElement('input'), { type: 'hidden', name: button.name, value: button.value });
    form.append(action);
    form.submit();
    action.remove();
  });

  // Whoever says that something has changed gets to see the questions about it.
  form.addEventListener('change', event => {
    if (event.target.name.endsWith('.since') && event.target.value !== 'unchanged') form.querySelector('details:not(.earlier)')?.setAttribute('open', '');
  });
}
