/* Stands between the package and a learning system's API: writes down every call, changes none. The list is in
   localStorage, since the last calls come while the page goes. */
window.record = function (api) {
  const calls = JSON.parse(localStorage.getItem("calls") || "[]");
  const names = ["Initialize", "Finish", "GetValue", "SetValue", "Commit", "GetLastError", "GetErrorString", "GetDiagnostic"];
  const wrapped = {};
  names.forEach(function (short) {
    const name = "LMS" + short;
    wrapped[name] = function () {
      const call = { name: name, args: Array.from(arguments), result: null };
      try {
        return (call.result = api[name].apply(api, arguments));
      } finally {
        calls.push(call);
        localStorage.setItem("calls", JSON.stringify(calls));
      }
    };
  });
  return wrapped;
};
