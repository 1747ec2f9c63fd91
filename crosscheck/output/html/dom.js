// Small helpers to make elements. Text always goes in as text nodes, never as markup.

const byId = (id) => document.getElementById(id);

function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...present(children));
  return node;
}

// Without the children that are not there: an empty list, or a condition that does not hold.
const present = (children) => children.flat(2).filter((child) => child !== null && child !== undefined && child !== false);

function button(label, attributes, handler) {
  return el("button", { type: "button", onclick: handler, ...attributes }, label);
}

// Controls, bidirectional marks and overrides, zero-width characters: shown as codes, so that nothing hides in a text.
// Line breaks and tabs stay. ZWNJ and ZWJ (200c, 200d) belong to the writing of several languages and stay too.
const HIDDEN = /([\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff])/u;

function codeOf(character) {
  return `U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
}

// The text as nodes, with hidden characters as codes.
function shown(text) {
  if (!HIDDEN.test(text)) return [document.createTextNode(text)];
  return text.split(HIDDEN).filter(Boolean).map((part) =>
    HIDDEN.test(part)
      ? el("span", { class: "hidden-character", title: "a character that is not visible" }, codeOf(part))
      : document.createTextNode(part));
}

// The same as one text, for places that hold no elements.
const spelled = (text) => text.replace(new RegExp(HIDDEN, "gu"), codeOf);

const number = new Intl.NumberFormat("en");
const plural = (count, noun) => `${number.format(count)} ${noun}${count === 1 ? "" : "s"}`;

function languageName(tag) {
  try {
    return new Intl.DisplayNames(["en"], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

const baseName = (path) => path.split(/[/\\]/).pop();

// A private window, or a browser told so, may refuse storage: the page then works without memory.
const memory = {
  read(key) {
    try {
      return JSON.parse(localStorage.getItem(`crosscheck:${key}`));
    } catch {
      return null;
    }
  },
  write(key, value) {
    try {
      localStorage.setItem(`crosscheck:${key}`, JSON.stringify(value));
      return true;
    } catch {
      return false;
    }
  },
};

let toastTimer = 0;
function toast(message) {
  const node = byId("toast");
  node.textContent = message;
  node.classList.add("up");
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => node.classList.remove("up"), 3200);
}

async function copy(text, what) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = el("textarea", { class: "sr", readonly: true });
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  toast(`${what} copied`);
}
