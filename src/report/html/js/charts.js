// Charts by Chart.js, the parts of it that are used. Every chart has its figures in a table beside it.

import {
  BarController, BarElement, CategoryScale, Chart, Filler, Legend, LineController, LineElement, LinearScale, PointElement, RadarController,
  RadialLinearScale, Tooltip,
} from "chart.js";

import { clean, h } from "./dom.js";

Chart.register(BarController, BarElement, CategoryScale, Filler, Legend, LineController, LineElement, LinearScale, PointElement, RadarController,
  RadialLinearScale, Tooltip);
Chart.defaults.animation = false;
Chart.defaults.font.family = "system-ui, 'Noto Sans CJK SC', 'Microsoft YaHei', 'PingFang SC', sans-serif";
Chart.defaults.color = "#333";

export const COLOURS = { site: "#1d4e89", most: "#7fa7d1", group: "#b3541e" };

let alive = [];

export function dropCharts() {
  alive.forEach((chart) => chart.destroy());
  alive = [];
}

// A chart is drawn once its canvas stands in the page, where it has a size.
function canvas(label, height, config) {
  const element = h("canvas", { role: "img", "aria-label": label });
  const box = h("div", { class: "chart", "--height": `${height}px` }, element);
  requestAnimationFrame(() => {
    if (element.isConnected) alive.push(new Chart(element, config));
  });
  return box;
}

function short(text, most) {
  const characters = Array.from(clean(text));
  return characters.length > most ? `${characters.slice(0, most).join("")}…` : characters.join("");
}

const indexScale = { min: 0, max: 1, ticks: { stepSize: 0.2 } };

export function radar(label, names, series) {
  return canvas(label, 340, {
    type: "radar",
    data: { labels: names.map((one) => short(one, 8)), datasets: series },
    options: {
      responsive: true, maintainAspectRatio: false,
      scales: { r: { ...indexScale, ticks: { ...indexScale.ticks, backdropColor: "rgba(255,255,255,.8)" }, pointLabels: { font: { size: 12 } } } },
      plugins: { legend: { position: "bottom" } },
    },
  });
}

// One row a name. Series of one `stack` lie on each other; those of type "line" are marks only.
export function bars(label, names, series, scale = indexScale) {
  const stacks = new Set(series.filter((one) => one.type !== "line").map((one) => one.stack)).size;
  const marks = series.map((one) => (one.type === "line" ? { ...one, order: -1, showLine: false, pointStyle: "rectRot", pointRadius: 6 }
    : { ...one, barPercentage: 0.8, categoryPercentage: 0.85 }));
  return canvas(label, 90 + names.length * Math.max(26, stacks * 18), {
    type: "bar",
    data: { labels: names.map((one) => short(one, 14)), datasets: marks },
    options: {
      indexAxis: "y", responsive: true, maintainAspectRatio: false,
      scales: { x: { ...scale, stacked: true }, y: { stacked: true, ticks: { autoSkip: false } } },
      plugins: { legend: { position: "bottom", labels: { usePointStyle: true } } },
    },
  });
}
