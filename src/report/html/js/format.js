// Numbers as people read them, as on the terminal (docs/report-format.md). Display only.

const MILLION = 1000000;
const CENT = 10000;

// Two decimals, half up, but never up over a cut-off that was not reached.
export function points(value, cutOffs = []) {
  if (value === null || !Number.isFinite(value)) return "–";
  const key = Math.round(Math.abs(value) * MILLION) * Math.sign(value);
  if (key < 0) {
    const cents = Math.floor((-key + CENT / 2) / CENT);
    return (cents === 0 ? "" : "−") + twoDecimals(cents);
  }
  let cents = Math.floor((key + CENT / 2) / CENT);
  for (const cutOff of cutOffs) {
    const from = Math.round(cutOff * MILLION);
    if (key < from && cents * CENT >= from) cents = Math.floor(key / CENT);
  }
  return twoDecimals(cents);
}

function twoDecimals(cents) {
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;
}

// Three decimals, half up.
export function index(value) {
  if (value === null || value === undefined) return "–";
  const thousandths = Math.floor(value * 1000 + 0.5 + 1e-9);
  return `${Math.floor(thousandths / 1000)}.${String(thousandths % 1000).padStart(3, "0")}`;
}

export function shortIndex(value) {
  const hundredths = Math.floor(value * 100 + 0.5 + 1e-9);
  return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, "0")}`;
}

// Whole per cent; never 100% below 1 and never 0% above 0.
export function share(value) {
  let percent = Math.round(value * 100);
  if (value < 1) percent = Math.min(percent, 99);
  if (value > 0) percent = Math.max(percent, 1);
  return `${percent}%`;
}

export function measured(value, unit) {
  const number = unit === "share" ? value * 100 : value;
  const shown = Math.abs(number) >= 1e11 ? String(number) : String(Math.round(number * 1e4) / 1e4);
  return unit === "share" ? `${shown}%` : shown;
}

export function rankBounds(site) {
  if (site.rank_min === null || site.rank_max === null) return "–";
  return site.rank_min === site.rank_max ? String(site.rank_min) : `${site.rank_min}–${site.rank_max}`;
}
