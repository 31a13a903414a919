// the window has loaded when its frames have; an application that hangs keeps nobody here
(function () {
  var next = document.getElementById("next").href;
  function goOn() {
    location.replace(next);
  }
  addEventListener("load", goOn);
  setTimeout(goOn, 5000);
})();
