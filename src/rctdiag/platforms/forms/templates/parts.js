// Pieces of the page. All text goes in as text: nothing that is shown is ever read as HTML.

function make(tag, properties, ...children) {
  const made = document.createElement(tag);
  for (const name in properties || {}) {
    const value = properties[name];
    if (name === "on") made.addEventListener("click", value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined)
      made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) =>
    values && name in values ? String(values[name]) : whole
  );
}

function button(text, on, kind) {
  return make("button", { type: "button", class: kind || "plain", on }, text);
}

function paragraph(text, kind) {
  return make("p", { class: kind }, text);
}

// -- a code to copy: the answers as one number in base 32, with the tag of the form and a check

function inSigns(number, length) {
  let found = "";
  for (let n = 0; n < length; n += 1) {
    found = CODE_SIGNS[Number(number % 32n)] + found;
    number /= 32n;
  }
  return found;
}

const CODE_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

function check(text) {
  let crc = -1;
  for (const letter of text) {
    crc ^= letter.charCodeAt(0);
    for (let n = 0; n < 8; n += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return BigInt((crc ^ -1) >>> 0);
}

function codeOf(form, given) {
  let number = 0n;
  for (const [id, values] of form.fields) {
    const digit = Math.max(0, values.indexOf(String(given[id] ?? "")));
    number = number * BigInt(values.length) + BigInt(digit);
  }
  const body = form.tag + inSigns(number, form.signs);
  const code = body + inSigns(check(body), 7);
  return [form.prefix, ...code.match(/.{1,5}/g)].join("-");
}

// -- what is kept in this browser, if that was asked for

function storage() {
  try {
    return window.localStorage;
  } catch {
    return null; // blocked, or a page that may keep nothing
  }
}

function keep(name, value) {
  try {
    storage()?.setItem(name, JSON.stringify(value));
  } catch {
    // full, or forbidden: then nothing is kept
  }
}

function kept(name) {
  try {
    return JSON.parse(storage()?.getItem(name) ?? "null");
  } catch {
    return null;
  }
}

function forget(name) {
  try {
    storage()?.removeItem(name);
  } catch {
    // nothing there
  }
}

// -- out of the page

function download(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = make("a", { href: address, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

function randomSigns(length) {
  const bytes = crypto.getRandomValues(new Uint8Array(length));
  return Array.from(bytes, (each) => CODE_SIGNS[each % 32].toLowerCase()).join("");
}

async function copy(field) {
  field.focus();
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    return document.execCommand("copy"); // from a file, some browsers have only this
  }
}
