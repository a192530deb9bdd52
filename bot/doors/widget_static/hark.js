/*
 * The chat on a landlord's web page: one custom element, <hark-chat landlord="…">.
 *
 * Nothing typed is lost: it is kept in this tab until it was accepted, tried again until it was, and known by an id of
 * its own, so that what is sent twice is kept once. Nothing outlives the tab, and "finish" forgets it at once.
 */

const HERE = new URL('.', import.meta.url);
const LEAVE_FOR = 'https://www.bbc.co.uk/weather';
const MOST_PHOTOS = 5;
const MOST_BYTES = 8 * 1024 * 1024;
const MOST_PIXELS = 1600;
const LONGEST_PAUSE = 60;
const POLL_MS = 4000;
const POLLS_BEFORE_STREAM = 10;
const SILENT_MS = 40000;
const FIRST_WORD_MS = 10000;  // a stream that says nothing for so long is held up by something between us
const ANSWER_MS = 120000;

const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const newId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** An element with its attributes and children; words only ever become text. */
function make(tag, known = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(known)) {
    if (typeof value === 'function') made.addEventListener(name, value);
    else if (value !== undefined && value !== false) made.setAttribute(name, value === true ? '' : value);
  }
  made.append(...children);
  return made;
}

/** Words with their addresses and numbers as links. */
function withLinks(text) {
  const made = document.createDocumentFragment();
  const found = /https?:\/\/[^\s<>"]*[^\s<>".,;:!?)]|\b(?:999|116 123|0\d[\d ]{7,12}\d)\b/g;
  let from = 0;
  for (const link of text.matchAll(found)) {
    const said = link[0];
    made.append(text.slice(from, link.index));
    made.append(
      said.startsWith('http')
        ? make('a', { href: said, target: '_blank', rel: 'noopener noreferrer' }, said)
        : make('a', { href: 'tel:' + said.replaceAll(' ', '') }, said),
    );
    from = link.index + said.length;
  }
  made.append(text.slice(from));
  return made;
}

/** What this tab keeps of one chat; where the browser keeps nothing, it lives as long as the page. */
class Kept {
  constructor(landlord) {
    this.key = 'hark-chat:' + landlord;
    this.said = { token: '', draft: '', mine: [], name: '', email: '', owed: false };
    try {
      Object.assign(this.said, JSON.parse(sessionStorage.getItem(this.key) || '{}'));
    } catch { /* private mode, or another's words under our name */ }
  }

  /** Keep it all; false where photos are too large to be kept beside the page. */
  save() {
    try {
      sessionStorage.setItem(this.key, JSON.stringify(this.said));
      return true;
    } catch {
      const without = this.said.mine.filter((one) => !one.photos.length);
      try { sessionStorage.setItem(this.key, JSON.stringify({ ...this.said, mine: without })); } catch { /* as above */ }
      return false;
    }
  }

  forget() {
    this.said = { token: '', draft: '', mine: [], name: '', email: '', owed: false };
    try { sessionStorage.removeItem(this.key); } catch { /* nothing was kept */ }
  }
}

/** A photo made small, without what the camera wrote into it; as it is where the browser cannot draw it. */
async function readPhoto(file) {
  let small = file;
  try {
    const drawn = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const scale = Math.min(1, MOST_PIXELS / Math.max(drawn.width, drawn.height));
    const canvas = make('canvas', { width: Math.round(drawn.width * scale), height: Math.round(drawn.height * scale) });
    const pen = canvas.getContext('2d');
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(drawn, 0, 0, canvas.width, canvas.height);
    small = (await new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.85))) || file;
  } catch { /* a kind of photo that this browser does not know */ }
  if (small.size > MOST_BYTES || !(small.type || '').startsWith('image/')) throw new Error('no photo');
  const url = await new Promise((done, fail) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result));
    reader.onerror = fail;
    reader.readAsDataURL(small);
  });
  return { name: file.name, type: small.type, data: url.slice(url.indexOf(',') + 1) };
}

class HarkChat extends HTMLElement {
  connectedCallback() {
    if (this.shadowRoot) return;
    this.attachShadow({ mode: 'open' }).append(make('slot'));
    this.landlord = this.getAttribute('landlord') || 'example';
    this.at = new URL(encodeURIComponent(this.landlord) + '/', HERE);
    this.kept = new Kept(this.landlord);
    this.shown = new Map();
    this.photos = [];
    this.untold = new Set();
    this.cursor = '';
    this.failures = 0;
    this.start();
  }

  async start() {
    const language = this.lang || this.closest('[lang]')?.lang || document.documentElement.lang || 'en';
    for (;;) {
      try {
        const [said, style] = await Promise.all([
          fetch(new URL('strings?lang=' + encodeURIComponent(language), this.at)).then((answer) => answer.json()),
          fetch(new URL('hark.css', HERE)).then((answer) => answer.text()),
        ]);
        return this.build(said, style);
      } catch {
        await pause(10000);  // until then the page shows what stands inside the element
      }
    }
  }

  // -- What stands on the page ---------------------------------------------------------------------------

  say(name, label = '') {
    return String(this.words[name]).replaceAll('{label}', label).replaceAll('{number}', label);
  }

  build(said, style) {
    this.words = said.words;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    this.shadowRoot.adoptedStyleSheets = [sheet];
    this.style.setProperty('--hark-colour', said.colour);
    this.style.setProperty('--hark-text-colour', said.text_colour);
    const welcome = make('div', { class: 'welcome' }, ...this.words.welcome.map((one) => make('p', {}, withLinks(one))));
    const root = make('section', { class: 'chat', 'aria-label': this.say('region'), lang: said.language, dir: said.direction }, welcome);
    this.shadowRoot.replaceChildren(root);
    if (!said.may_ask) {
      const link = make('a', { href: new URL('plain', this.at).href }, this.say('plain'));
      root.append(make('p', {}, withLinks(this.say('not_here')), ' ', link, '.'));
      return;
    }
    this.log = make('div', { role: 'log', 'aria-live': 'off', 'aria-label': this.say('log'), class: 'log' });
    this.status = make('p', { role: 'status', class: 'status' });
    root.append(this.log, this.status, this.composer(), this.later(), this.back(), this.ending());
    this.begin();
  }

  composer() {
    this.box = make('textarea', {
      id: 'message', rows: '3', dir: 'auto', 'aria-describedby': 'message-hint', autocomplete: 'off',
      input: () => { this.kept.said.draft = this.box.value; this.kept.save(); },
      keydown: (key) => {
        if (key.key !== 'Enter' || key.shiftKey || key.isComposing) return;
        key.preventDefault();
        this.post();
      },
    });
    this.box.value = this.kept.said.draft;
    this.chosen = make('ul', { class: 'photos' });
    this.files = make('input', {
      id: 'photos', type: 'file', accept: 'image/*', multiple: true, 'aria-describedby': 'photos-hint',
      change: () => this.choosePhotos(),
    });
    return make('form', { class: 'composer', submit: (event) => { event.preventDefault(); this.post(); } },
      make('label', { for: 'message' }, this.say('message')),
      make('p', { id: 'message-hint', class: 'hint' }, this.say('message_hint')),
      this.box,
      make('button', { type: 'submit', class: 'main' }, this.say('send')),
      make('label', { for: 'photos' }, this.say('photos')),
      make('p', { id: 'photos-hint', class: 'hint' }, this.say('photos_hint')),
      this.files, this.chosen);
  }

  field(id, label, known) {
    const input = make('input', { id, ...known });
    return [make('label', { for: id }, this.say(label)), input, input];
  }

  later() {
    const [nameLabel, name] = this.field('name', 'your_name', { autocomplete: 'name', maxlength: '200' });
    const [emailLabel, email] = this.field('email', 'your_email', { type: 'email', autocomplete: 'email' });
    name.value = this.kept.said.name;
    email.value = this.kept.said.email;
    this.fields = [name, email];
    const save = async (event) => {
      event.preventDefault();
      if (email.value && !email.checkValidity()) return void email.reportValidity();
      Object.assign(this.kept.said, { name: name.value.trim(), email: email.value.trim(), owed: true });
      this.kept.save();
      if (await this.giveDetails()) this.tell(this.say('saved', this.kept.said.email));
    };
    return make('details', {}, make('summary', {}, this.say('later')),
      make('form', { submit: save, novalidate: true }, make('p', { class: 'hint' }, this.say('later_hint')),
        emailLabel, email, nameLabel, name, make('button', { type: 'submit' }, this.say('save'))));
  }

  back() {
    const [emailLabel, email] = this.field('back-email', 'back_email', { type: 'email', autocomplete: 'email' });
    const [codeLabel, code] = this.field('code', 'code', { inputmode: 'numeric', autocomplete: 'one-time-code' });
    this.fields.push(email, code);
    const second = make('form', { hidden: true, submit: async (event) => {
      event.preventDefault();
      const answer = await this.ask('resume/code', { email: email.value, code: code.value });
      if (!answer) return;
      this.hangUp();
      this.shown.clear();
      this.log.replaceChildren();
      Object.assign(this.kept.said, { token: answer.token, email: email.value });
      this.kept.save();
      this.box.focus();
      this.begin();
      this.tell(this.say('joined'));
    } }, codeLabel, code, make('button', { type: 'submit' }, this.say('use_code')));
    const first = make('form', { novalidate: true, submit: async (event) => {
      event.preventDefault();
      if (!(await this.ask('resume', { email: email.value }))) return;
      second.hidden = false;
      this.tell(this.say('code_sent'));
      code.focus();
    } }, make('p', { class: 'hint' }, this.say('back_hint')), emailLabel, email,
    make('button', { type: 'submit' }, this.say('send_code')));
    return make('details', {}, make('summary', {}, this.say('back')), first, second);
  }

  ending() {
    return make('div', { class: 'ending' },
      make('button', { type: 'button', 'aria-describedby': 'finish-hint', click: () => this.finish() }, this.say('finish')),
      make('p', { id: 'finish-hint', class: 'hint' }, this.say('finish_hint')));
  }

  tell(sentence) {
    this.status.textContent = sentence;
  }

  // -- What was said -------------------------------------------------------------------------------------

  show(item) {
    const mine = item.who === 'you';
    const body = make('div', { class: 'words', dir: 'auto' }, withLinks(item.text));
    const line = make('div', { class: `said ${mine ? 'you' : 'us'}${item.urgent ? ' urgent' : ''}` },
      make('p', { class: 'by' }, this.say(mine ? 'you' : 'us')), body);
    const photos = item.files ?? item.photos?.length ?? 0;
    if (photos) line.append(make('p', { class: 'hint' }, this.say('photos_sent', String(photos))));
    if (item.mailed) line.append(make('p', { class: 'hint' }, this.say('answered_by_mail')));
    if (item.buttons?.length) line.append(this.buttons(item));
    if (item.asks_if_safe) line.append(this.askIfSafe());
    if (mine) line.append(make('p', { class: 'state' }));
    this.log.append(line);
    if (document.activeElement === this) line.scrollIntoView({ block: 'nearest' });
    return line;
  }

  buttons(item) {
    const row = make('div', { class: 'buttons', role: 'group' });
    for (const button of item.buttons) {
      if (!button.tap) {
        row.append(make('a', { class: 'button', href: button.link, target: '_blank', rel: 'noopener' }, button.label));
        continue;
      }
      const drawn = make('button', { type: 'button', click: () => {
        if (drawn.getAttribute('aria-disabled') === 'true' || drawn.getAttribute('aria-pressed') === 'true') return;
        for (const one of row.querySelectorAll('button')) {
          one.setAttribute('aria-disabled', 'true');
          one.setAttribute('aria-pressed', String(one === drawn));
        }
        this.keep({ text: button.label, tap: button.tap });
        this.tell(this.say('tapped', button.label));
      } }, button.label);
      row.append(drawn);
    }
    return row;
  }

  askIfSafe() {
    const [label, number] = this.field('safe-number', 'safe_number', { type: 'tel', autocomplete: 'off' });
    const answer = (says, said) => {
      this.keep({ text: says });
      this.tell(said);
    };
    return make('div', { class: 'safe' }, label, number,
      make('div', { class: 'buttons' },
        make('button', { type: 'button', click: () => {
          if (!number.value.trim()) { this.tell(this.say('safe_number_missing')); return void number.focus(); }
          answer(this.say('safe_yes_says', number.value.trim()), this.say('safe_yes_said'));
        } }, this.say('safe_yes')),
        make('button', { type: 'button', click: () => answer(this.say('safe_no_says'), this.say('safe_no_said')) },
          this.say('safe_no')),
        make('button', { type: 'button', class: 'leave', click: () => this.leave() }, this.say('leave')),
        make('button', { type: 'button', click: () => this.finish({ atOnce: true }) }, this.say('clear'))));
  }

  receive(items) {
    for (const item of items) {
      const before = this.shown.get(item.id) || (item.client_id && this.shown.get(item.client_id));
      if (item.who === 'us') this.untold.add(item.id);
      else this.settled(item.client_id);
      if (before) {
        this.shown.set(item.id, before);
        continue;
      }
      const line = this.show(item);
      this.shown.set(item.id, line);
      if (item.client_id) this.shown.set(item.client_id, line);
      if (item.who === 'us') {
        if (this.busy) this.tell('');
        this.busy = false;
        for (const one of this.log.querySelectorAll('[aria-disabled]')) one.removeAttribute('aria-disabled');
      }
    }
    this.tellShown();
  }

  /** Ours once the house has read it: the page need not keep it any more. */
  settled(clientId) {
    const line = this.shown.get(clientId);
    line?.querySelector('.state')?.replaceChildren();
    this.kept.said.mine = this.kept.said.mine.filter((one) => one.client_id !== clientId);
    this.kept.save();
  }

  async tellShown() {
    if (!this.untold.size || document.visibilityState !== 'visible') return;
    const ids = [...this.untold];
    try {
      await this.fetch('seen', { ids });
      ids.forEach((id) => this.untold.delete(id));
    } catch { /* told with the next ones */ }
  }

  // -- Sending -------------------------------------------------------------------------------------------

  async choosePhotos() {
    const wrong = [];
    for (const file of this.files.files) {
      if (this.photos.length >= MOST_PHOTOS) { wrong.push(this.say('photo_many')); break; }
      try {
        this.photos.push(await readPhoto(file));
      } catch {
        wrong.push(this.say('photo_bad', file.name));
      }
    }
    this.files.value = '';
    this.showPhotos(wrong);
  }

  showPhotos(wrong = []) {
    this.chosen.replaceChildren(...this.photos.map((photo, place) => make('li', {}, photo.name, ' ',
      make('button', { type: 'button', click: () => {
        this.photos.splice(place, 1);
        this.showPhotos();
        this.files.focus();
      } }, this.say('photo_remove', photo.name)))));
    const ready = this.photos.length ? [this.say('photos_ready', String(this.photos.length))] : [];
    if (ready.length + wrong.length) this.tell([...wrong, ...ready].join(' '));
  }

  post() {
    const text = this.box.value;
    if (!text.trim() && !this.photos.length) return this.tell(this.say('empty'));
    this.keep({ text, photos: this.photos });
    this.photos = [];
    this.showPhotos();
    this.box.value = this.kept.said.draft = '';
    this.kept.save();
  }

  keep(post) {
    const one = { client_id: newId(), who: 'you', text: '', photos: [], tap: '', state: 'waiting', ...post };
    this.kept.said.mine.push(one);
    if (!this.kept.save()) this.tell(this.say('keep_open'));
    this.shown.set(one.client_id, this.show(one));
    this.flush();
  }

  mark(one, state, why = '') {
    one.state = state;
    this.kept.save();
    const line = this.shown.get(one.client_id)?.querySelector('.state');
    if (!line) return;
    line.textContent = state === 'refused' ? this.say('not_sent', why) : this.say(state);
    if (state === 'refused') line.append(' ', make('button', { type: 'button', click: () => this.takeBack(one) }, this.say('change')));
  }

  takeBack(one) {
    this.box.value = [this.box.value, one.text].filter(Boolean).join('\n');
    this.photos = [...this.photos, ...one.photos].slice(0, MOST_PHOTOS);
    this.kept.said.draft = this.box.value;
    this.kept.said.mine = this.kept.said.mine.filter((other) => other !== one);
    this.kept.save();
    this.shown.get(one.client_id)?.remove();
    this.showPhotos();
    this.box.focus();
  }

  async flush() {
    if (this.flushing) return;
    this.flushing = true;
    clearTimeout(this.again);
    let wait = 0;
    for (let one; !wait && (one = this.kept.said.mine.find((each) => each.state === 'waiting' || each.state === 'sending'));) {
      wait = await this.send(one);
    }
    this.flushing = false;
    if (wait) this.again = setTimeout(() => this.flush(), wait * 1000);
  }

  /** Send one; how many seconds to wait before it is tried again, 0 where it is settled. */
  async send(one) {
    const { said } = this.kept;
    this.mark(one, 'sending');
    try {
      await this.open();
      const { name, email } = said;
      const { client_id, text, photos, tap } = one;
      await this.fetch(tap ? 'taps' : 'messages', tap ? { client_id, tap } : { client_id, text, photos, name, email });
      if (said !== this.kept.said) return 0;  // cleared meanwhile
      this.mark(one, 'sent');
      this.failures = 0;
      this.busy = true;
      this.tell(this.say('reading'));
      this.listen();
      return 0;
    } catch (error) {
      if (said !== this.kept.said) return 0;
      if (error.status === 401) {
        this.lose();
        return 0.1;
      }
      if (error.status >= 400 && error.status < 500 && error.status !== 429 && error.status !== 408) {
        this.mark(one, 'refused', error.message);
        return 0;
      }
      this.mark(one, 'waiting');
      this.tell(error.message && error.status ? error.message : this.say(navigator.onLine ? 'trouble' : 'offline'));
      this.failures += 1;
      return error.wait || Math.min(LONGEST_PAUSE, 2 ** Math.min(this.failures, 6) * (0.5 + Math.random() / 2));
    }
  }

  async open() {
    const { said } = this.kept;
    if (said.token) return;
    const answer = await this.fetch('session', {});
    if (said !== this.kept.said) throw new Error('cleared');
    said.token = answer.token;
    this.kept.save();
    await this.giveDetails();
  }

  lose() {
    this.kept.said.token = '';
    this.kept.said.owed = Boolean(this.kept.said.email || this.kept.said.name);
    this.cursor = '';
    this.kept.save();
    this.hangUp();
    this.tell(this.say('ended'));
  }

  /** Give name and address once there is somebody to give them to; false where they were not taken. */
  async giveDetails() {
    const { owed, token, name, email } = this.kept.said;
    if (!owed || !token) return true;
    const taken = await this.ask('details', { name, email });
    this.kept.said.owed = !taken;
    if (!taken) this.kept.said.email = '';
    this.kept.save();
    return taken;
  }

  /** Ask, and tell what is wrong; null where it did not work. */
  async ask(what, said) {
    try {
      return (await this.fetch(what, said)) || {};
    } catch (error) {
      this.tell(error.status ? error.message : this.say('trouble'));
      return null;
    }
  }

  async fetch(what, said) {
    const answer = await fetch(new URL(what, this.at), {
      method: said ? 'POST' : 'GET',
      headers: this.headers(said ? { 'Content-Type': 'application/json' } : {}),
      body: said && JSON.stringify(said),
      cache: 'no-store',
      credentials: 'omit',
      keepalive: what === 'finish',
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    const told = await answer.json().catch(() => ({}));
    if (!answer.ok) throw Object.assign(new Error(told.error || ''), { status: answer.status, wait: told.wait });
    return told;
  }

  headers(more) {
    return this.kept.said.token ? { ...more, Authorization: 'Bearer ' + this.kept.said.token } : more;
  }

  // -- Listening -----------------------------------------------------------------------------------------

  begin() {
    this.cursor = '';
    if (!this.isWatching) {
      this.isWatching = true;
      addEventListener('online', () => { this.tell(this.say('online')); this.flush(); this.listen(); });
      addEventListener('offline', () => this.tell(this.say('offline')));
      document.addEventListener('visibilitychange', () => this.tellShown());
    }
    const first = this.kept.said.token ? this.look().catch(() => {}) : Promise.resolve();
    first.then(() => {
      for (const one of this.kept.said.mine) {
        if (!this.shown.has(one.client_id)) this.shown.set(one.client_id, this.show(one));
        if (one.state !== 'refused') this.mark(one, one.state === 'sent' ? 'sent' : 'waiting');
        else this.mark(one, 'refused', '');
      }
      this.log.setAttribute('aria-live', 'polite');
      this.flush();
      this.listen();
    });
  }

  async look() {
    const { token } = this.kept.said;
    const told = await this.fetch('messages?after=' + encodeURIComponent(this.cursor));
    if (token !== this.kept.said.token) return;
    this.cursor = told.cursor;
    this.receive(told.items);
  }

  hangUp() {
    this.stream?.abort();
    this.stream = null;
  }

  async listen() {
    if (this.stream || !this.kept.said.token) return;
    const stream = (this.stream = new AbortController());
    let failures = 0;
    while (this.stream === stream && this.isConnected) {
      try {
        if (failures < 2) {
          await this.hear(stream);
          failures = 0;
          await pause(1000);
        } else {
          await this.poll(stream);
          failures = 1;  // one more try at a stream, then again by asking
        }
      } catch (error) {
        if (this.stream !== stream) return;
        if (error.status === 401) return this.lose();
        failures += 1;
        await pause(Math.min(LONGEST_PAUSE, 2 ** Math.min(failures, 6)) * 500);
      }
    }
    if (this.stream === stream) this.stream = null;
  }

  async hear(stream) {
    const line = new AbortController();
    const stop = () => line.abort();
    stream.signal.addEventListener('abort', stop);
    let silent = setTimeout(stop, FIRST_WORD_MS);
    try {
      const answer = await fetch(new URL('events', this.at), {
        headers: this.headers({ 'Last-Event-ID': this.cursor }), signal: line.signal, cache: 'no-store', credentials: 'omit',
      });
      if (!answer.ok) throw Object.assign(new Error(), { status: answer.status });
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      for (let held = ''; ;) {
        const { value, done } = await reader.read();
        if (done) return;
        clearTimeout(silent);
        silent = setTimeout(stop, SILENT_MS);
        const events = (held + value).split('\n\n');
        held = events.pop();
        events.forEach((event) => this.take(event));
      }
    } finally {
      clearTimeout(silent);
      stream.signal.removeEventListener('abort', stop);
    }
  }

  take(event) {
    const lines = event.split('\n');
    const value = (name) => lines.find((line) => line.startsWith(name + ': '))?.slice(name.length + 2);
    if (value('id')) this.cursor = value('id');
    if (value('data')) this.receive(JSON.parse(value('data')));
  }

  async poll(stream) {
    for (let left = POLLS_BEFORE_STREAM; left && this.stream === stream; left -= 1) {
      await this.look();
      await pause(POLL_MS);
    }
  }

  // -- Ending --------------------------------------------------------------------------------------------

  /** Clear the chat; asked once more where that would lose a message, unless they must be gone at once. */
  finish({ atOnce = false } = {}) {
    const unsent = this.box.value.trim() || this.photos.length || this.kept.said.mine.some((one) => one.state !== 'sent');
    if (unsent && !atOnce && !this.warned) {
      this.warned = true;
      setTimeout(() => { this.warned = false; }, 10000);
      return this.tell(this.say('finish_unsent'));
    }
    this.warned = false;
    if (this.kept.said.token) this.fetch('finish', {}).catch(() => {});
    this.hangUp();
    clearTimeout(this.again);
    this.kept.forget();
    this.shown.clear();
    this.untold.clear();
    this.photos = [];
    this.cursor = '';
    this.log.replaceChildren();
    this.chosen.replaceChildren();
    for (const field of [this.box, ...this.fields]) field.value = '';
    for (const open of this.shadowRoot.querySelectorAll('details')) open.open = false;
    this.tell(this.say('finished'));
    this.box.focus();
  }

  leave() {
    this.finish({ atOnce: true });
    this.shadowRoot.replaceChildren();
    location.replace(LEAVE_FOR);
  }
}

if (!customElements.get('hark-chat')) customElements.define('hark-chat', HarkChat);
