"use strict";

const EVERY_MS = 1000;
const byId = (id) => document.getElementById(id);
const numbers = new Intl.NumberFormat("en", { maximumFractionDigits: 8 });
const money = new Intl.NumberFormat("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

const number = (value) => (value === null || value === undefined ? "–" : numbers.format(value));
const amount = (value) => (value === null || value === undefined ? "–" : money.format(value));
/** The account that is looked at, which the address names too; empty for the paper account. */
let chosen = new URLSearchParams(location.hash.slice(1)).get("account") ?? "";
const ofAccount = (path) => (chosen ? `${path}${path.includes("?") ? "&" : "?"}account=${encodeURIComponent(chosen)}` : path);

const time = (text) => (text ? text.replace("T", " ").replace(/(\.\d+)?Z$/, "") : "–");

async function read(path) {
  const response = await fetch(path, { headers: { Accept: "application/json" } });
  if (!response.ok) {
    throw new Error(`${path}: ${response.status}`);
  }
  return response.json();
}

/** Sends a request and shows what was answered. */
async function send(path, body, method = "POST") {
  const options = { method, headers: { Accept: "application/json" } };
  if (body) {
    options.headers["Content-Type"] = "application/json";
    options.body = JSON.stringify(body);
  }
  try {
    const response = await fetch(path, options);
    const answer = await response.json();
    if (response.status === 428 && answer.confirmation) {
      await confirmed(path, method, answer);
      return;
    }
    byId("said").textContent = answer.error || answer.detail || answer.message || "done";
  } catch (error) {
    byId("said").textContent = `Not done: ${error.message}`;
  }
  await refresh();
}

/** Asks the person, and sends the request again with the confirmation. */
async function confirmed(path, method, answer) {
  if (confirm(`${answer.text}\n\nAllow it again?`)) {
    const glue = path.includes("?") ? "&" : "?";
    await send(`${path}${glue}confirmation=${answer.confirmation}`, null, method);
  } else {
    byId("said").textContent = "Nothing was changed.";
  }
}

/** Shows text, coloured by its sign. */
function signed(element, value, text) {
  element.textContent = text;
  element.classList.toggle("up", value > 0);
  element.classList.toggle("down", value < 0);
}

function cell(text, className) {
  const td = document.createElement("td");
  td.textContent = text;
  if (className) {
    td.className = className;
  }
  return td;
}

/** Replaces the rows of a table's body. */
function fill(id, rows, columns, nothing) {
  const lines = rows.map((row) => {
    const tr = document.createElement("tr");
    tr.append(...columns(row));
    return tr;
  });
  if (lines.length === 0) {
    const tr = document.createElement("tr");
    const td = cell(nothing, "none");
    td.colSpan = 10;
    tr.append(td);
    lines.push(tr);
  }
  byId(id).replaceChildren(...lines);
}

function pnl(value) {
  const td = cell("", "n");
  signed(td, value, amount(value));
  return td;
}

function button(text, onClick) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.addEventListener("click", onClick);
  return made;
}

/** What the platform does for whom, in a few words. */
function doing(accounts) {
  const running = accounts.filter((a) => a.status === "running");
  const live = running.filter((a) => a.is_live).length;
  if (live) {
    return `${live} account${live > 1 ? "s trade" : " trades"} real money`;
  }
  return running.length ? `Paper trading, and ${running.length} at venues without real money` : "Paper trading";
}

function showStatus(status, accounts) {
  const { account, feed, control, components } = status;
  const broken = Object.entries(components).filter(([, part]) => part.status === "failed");
  const banner = byId("banner");
  banner.className = broken.length || !control.trading_enabled || account.halted ? "bad" : "ok";
  if (broken.length) {
    banner.textContent = broken.map(([name, part]) => `${name}: ${part.detail}`).join("; ");
  } else if (!control.trading_enabled) {
    banner.textContent = `Trading is stopped: ${control.stop_reason}`;
  } else if (account.halted) {
    banner.textContent = `The account is halted: ${account.halt_reason}`;
  } else {
    banner.textContent = doing(accounts);
  }
  byId("enable").hidden = control.trading_enabled && !account.halted;
  const last = time(status.trading.last_reconciliation);
  byId("reconciled").textContent =
    `last reconciliation ${last}${status.trading.consecutive_failures ? `, failed in a row: ${status.trading.consecutive_failures}` : ""}`;
  byId("time").textContent = time(status.platform.time);
  byId("price").textContent = feed.last_price === null ? "" : `${feed.symbol} ${number(feed.last_price)}`;
  byId("feed").textContent = feed.detail;
  const progress = byId("progress");
  progress.hidden = feed.bars === null;
  progress.value = feed.bars ? feed.position / feed.bars : 0;
  byId("start").disabled = feed.kind === "none" || !["stopped", "error"].includes(feed.orchestrator);
  byId("stop").disabled = !["running", "paused", "error"].includes(feed.orchestrator);
  byId("pause").disabled = feed.orchestrator !== "running";
  byId("resume").disabled = feed.orchestrator !== "paused";
  const mode = byId("mode");
  if (document.activeElement !== mode) {
    mode.value = account.mode;
  }
}

function showTiles(paper, accounts, positions) {
  const other = accounts.find((a) => a.id === chosen);
  const sum = (field) => positions.reduce((all, p) => all + (p[field] ?? 0), 0);
  const shown = other
    ? {
        equity: other.equity, cash: other.balance, currency: other.currency ?? "",
        unrealized_pnl: sum("unrealized_pnl"), realized_pnl: sum("realized_pnl"), fees: sum("fees"),
      }
    : paper;
  byId("equity").textContent = amount(shown.equity);
  byId("currency").textContent = shown.currency;
  byId("cash").textContent = amount(shown.cash);
  signed(byId("unrealised"), shown.unrealized_pnl, amount(shown.unrealized_pnl));
  const realised = shown.realized_pnl - shown.fees;
  signed(byId("realised"), realised, amount(realised));
}

function showAccounts(accounts) {
  byId("accounts-section").hidden = accounts.length === 0;
  byId("choice").hidden = accounts.length === 0;
  fill("accounts", accounts, (a) => [
    cell(a.id), cell(a.exchange), cell(a.account_type), cell(a.environment, a.is_live ? "held" : ""),
    cell(a.mode.replaceAll("_", " ")), cell(a.equity === null ? "–" : `${amount(a.equity)} ${a.currency}`, "n"),
    cell(amount(a.balance), "n"), cell(time(a.last_sync)),
    cell(a.problem ? `${a.status}: ${a.problem}` : a.status, a.problem ? "why" : ""),
  ], "None.");
  const select = byId("account");
  const names = ["", ...accounts.filter((a) => a.status === "running").map((a) => a.id)];
  if (names.join("\n") !== [...select.options].map((o) => o.value).join("\n")) {
    select.replaceChildren(...names.map((name) => new Option(name || "paper", name)));
  }
  chosen = names.includes(chosen) ? chosen : "";
  select.value = chosen;
  document.querySelectorAll(".whose").forEach((element) => {
    element.textContent = accounts.length ? `of ${chosen || "paper"}` : "";
  });
}

function showPositions(positions) {
  fill("positions", positions.filter((p) => p.side !== "flat"), (p) => [
    cell(p.symbol), cell(p.side), cell(number(p.quantity), "n"), cell(number(p.avg_price), "n"),
    cell(number(p.current_price), "n"), pnl(p.unrealized_pnl), pnl(p.realized_pnl), cell(amount(p.fees), "n"),
  ], "None yet.");
}

const OPEN = ["pending", "working", "partially_filled", "in_doubt"];

function cancelling(order) {
  const td = document.createElement("td");
  if (OPEN.includes(order.status)) {
    td.append(button("cancel", () => send(`/api/v1/trading/orders/${order.ledger_id}`, null, "DELETE")));
  }
  return td;
}

function showLedger(answer) {
  byId("ledger-total").textContent = `${numbers.format(answer.pagination.total)} orders`;
  fill("ledger", answer.trades, (t) => [
    cell(time(t.created_at)), cell(t.symbol), cell(t.action), cell(t.order_type.toLowerCase()),
    cell(number(t.requested_quantity), "n"), cell(number(t.filled_quantity), "n"),
    cell(number(t.execution_price ?? t.entry_price), "n"), cell(t.status), cell(t.error_message || t.origin, "why"),
    cancelling(t),
  ], "No order yet.");
}

function showSwitches(switches) {
  fill("switches", switches, (s) => {
    const query = new URLSearchParams({ scope: s.scope });
    if (s.target) {
      query.set("target", s.target);
    }
    const action = document.createElement("td");
    action.append(button("arm again", () => send(`/api/v1/risk/kill-switches?${query}`, null, "DELETE")));
    return [
      cell(time(s.since)), cell(s.scope), cell(s.target || "–"), cell(s.level.replace("_", " "), "held"),
      cell(s.who), cell(s.reason, "why"), action,
    ];
  }, "None is thrown.");
}

function showDifferences(report) {
  byId("unresolved").textContent = `${numbers.format(report.unresolved)} unresolved`;
  fill("differences", report.entries.slice(0, 12), (d) => [
    cell(time(d.found_at)), cell(d.symbol || "account"), cell(d.subject),
    cell(d.classification.replace("_", " "), d.classification === "unknown" ? "held" : ""),
    cell(number(d.ledger), "n"), cell(number(d.broker), "n"), cell(time(d.resolved_at)), cell(d.details, "why"),
  ], "None in the last 24 hours.");
}

function showAlarms(alarms) {
  fill("alarms", alarms, (a) => [
    cell(time(a.at)), cell(a.account), cell(a.kind.replaceAll("_", " "), "held"), cell(a.symbol || "–"),
    cell(a.detail, "why"),
  ], "None.");
}

function showExternal(orders) {
  fill("external", orders, (o) => [
    cell(time(o.first_seen)), cell(o.symbol), cell(o.broker_order_id), cell(o.side),
    cell(number(o.quantity), "n"), cell(number(o.filled), "n"), cell(o.detail, "why"),
  ], "None.");
}

function decision(signal, verb) {
  const body = { signal_id: signal.signal_id, account: chosen || "paper" };
  return button(verb, () => send(`/api/v1/signals/${verb}`, body));
}

function showSignals(signals) {
  fill("signals", signals, (s) => {
    const actions = document.createElement("td");
    if (s.status === "held") {
      actions.append(decision(s, "confirm"), " ", decision(s, "dismiss"));
    }
    const why = s.status === "declined" ? `${s.decline_reason}: ${s.detail}` : s.reasons.join("; ");
    return [
      cell(time(s.bar_close)), cell(s.symbol), cell(s.direction.toLowerCase()),
      cell(number(s.confidence), "n"), cell(number(s.entry), "n"),
      cell(s.status, s.status === "held" ? "held" : ""), cell(why, "why"), actions,
    ];
  }, "No signal yet.");
}

async function refresh() {
  try {
    const { accounts } = await read("/api/settings/accounts");
    showAccounts(accounts);
    const [status, positions, ledger, signals, switches, report, alarms, external] = await Promise.all([
      read("/api/v1/system/status"),
      read(ofAccount("/api/v1/trading/positions?all=true")),
      read(ofAccount("/api/v1/trading/ledger?limit=12")),
      read(ofAccount("/api/v1/signals?limit=12")),
      read("/api/v1/risk/kill-switches"),
      read("/api/v1/trading/reconciliation/report?hours=24"),
      read("/api/v1/alarms?limit=12"),
      read("/api/v1/trading/external-orders"),
    ]);
    showStatus(status, accounts);
    showTiles(status.account, accounts, positions.positions);
    showPositions(positions.positions);
    showLedger(ledger);
    showSignals(signals.signals);
    showSwitches(switches.switches);
    showDifferences(report.report);
    showAlarms(alarms.alarms);
    showExternal(external.orders);
  } catch (error) {
    const banner = byId("banner");
    banner.className = "bad";
    banner.textContent = `No answer from Keel (${error.message})`;
  }
}

async function keepFresh() {
  if (!document.hidden) {
    await refresh();
  }
  setTimeout(keepFresh, EVERY_MS);
}

document.querySelectorAll("[data-post]").forEach((button) =>
  button.addEventListener("click", () => send(button.dataset.post, {})));
byId("account").addEventListener("change", (event) => {
  chosen = event.target.value;
  location.replace(chosen ? `#account=${encodeURIComponent(chosen)}` : "#");
  refresh();
});
byId("mode").addEventListener("change", (event) =>
  send("/api/settings/execution-gate/mode", { mode: event.target.value }));
byId("emergency").addEventListener("click", () => {
  if (confirm("Stop all trading? Working entries are cancelled; protective orders stay.")) {
    send("/api/v1/system/emergency-stop?reason=start+page");
  }
});
byId("enable").addEventListener("click", () => send("/api/v1/trading/enable"));
byId("reconcile").addEventListener("click", () => send("/api/v1/trading/reconcile"));
keepFresh();
