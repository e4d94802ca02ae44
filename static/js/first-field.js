// Puts the cursor where work begins: in the first field that is wrong, else in the first one. Enter then sends the form.
const wrong = document.querySelector("#entry .is-wrong :is(input, select, textarea):not([type=hidden])");
const first = wrong || document.querySelector("#entry :is(input, select, textarea):not([type=hidden])");
if (first) first.focus({ preventScroll: !wrong });
