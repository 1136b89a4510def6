/* A SCORM 1.2 API with the habits of real learning systems, each a switch in `state.habits`; what each does is said in
   double.py. It is ours: only what the systems do was looked up, in their sources and by running them. */
window.double = function (state) {
  const has = (habit) => state.habits.includes(habit);
  const START = { "cmi.core.lesson_status": "not attempted", "cmi.core.lesson_location": "", "cmi.suspend_data": "", "cmi.core.exit": "", "cmi.core.entry": "" };
  const page = Object.assign({}, START, state.values);
  const sent = Object.assign({}, page);
  let begun = false;
  let error = "0";
  let going = false;
  let time = "";
  ["beforeunload", "pagehide"].forEach((name) => window.addEventListener(name, () => (going = true)));

  /** What goes to the server: everything, or what differs from what counts as sent. */
  function collected() {
    const names = Object.keys(page).filter((name) => !has("counts as sent") || page[name] !== sent[name]);
    names.forEach((name) => (sent[name] = page[name]));
    return Object.fromEntries(names.map((name) => [name, page[name]]));
  }

  function store(end) {
    if (end && has("completes at the end") && page["cmi.core.lesson_status"] === "not attempted") page["cmi.core.lesson_status"] = "completed";
    const address = "/track?learner=" + encodeURIComponent(state.learner) + "&key=" + state.key;
    const body = JSON.stringify({ values: collected(), time: end ? time : "" });
    if (has("answers at once")) {
      fetch(address, { method: "POST", body: body, keepalive: true }).catch(() => 0);
      return true;
    }
    const away = going || document.visibilityState === "hidden";
    if (away && has("beacon")) return navigator.sendBeacon(address, body);
    if (away && has("no word at the end")) return false;
    const request = new XMLHttpRequest();
    request.open("POST", address, false);
    try {
      request.send(body);
    } catch (problem) {
      return has("always true") || (has("beacon") && navigator.sendBeacon(address, body));
    }
    return has("always true") || request.responseText.split("\n")[0] === "true";
  }

  function said(good, code) {
    error = good ? "0" : code || "101";
    return String(good);
  }

  function read(element) {
    if (has("reads the record") && ["cmi.suspend_data", "cmi.core.lesson_status"].includes(element)) {
      const request = new XMLHttpRequest();
      request.open("GET", "/values?learner=" + encodeURIComponent(state.learner), false);
      request.send();
      return JSON.parse(request.responseText)[element] || START[element];
    }
    if (has("tells no status") && element === "cmi.core.lesson_status") return "";
    const fixed = { "cmi.core.student_id": state.learner, "cmi.core.lesson_mode": state.mode, "cmi.core.credit": "credit" };
    return element in fixed ? fixed[element] : page[element] || "";
  }

  const api = {
    LMSInitialize: () => said(!begun && (begun = true)),
    LMSGetValue: (element) => (begun ? read(element) : ""),
    LMSSetValue: function (element, value) {
      if (!begun) return said(false, "301");
      if (element === "cmi.core.session_time") time = value;
      else page[element] = String(value);
      return said(true);
    },
    LMSCommit: () => (begun ? said(store(false)) : said(false, "301")),
    LMSFinish: function () {
      if (!begun) return said(false, "301");
      begun = false;
      return said(store(true));
    },
    LMSGetLastError: () => error,
    LMSGetErrorString: () => "",
    LMSGetDiagnostic: () => "",
  };
  if (has("knows no end")) delete api.LMSFinish;
  return api;
};
