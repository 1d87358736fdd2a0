// Speaks what a caller hears, where the browser can; keeps threads at their end. The page works without it.

const spoken = new Map();

function speak() {
  const heard = document.getElementById("heard");
  if (!heard || !window.speechSynthesis) return;
  const lines = [...heard.querySelectorAll("li[lang]")];
  const before = spoken.get(heard.dataset.call) ?? 0;
  for (const line of lines.slice(before)) {
    const words = new SpeechSynthesisUtterance(line.textContent);
    words.lang = line.lang;
    window.speechSynthesis.speak(words);
  }
  spoken.set(heard.dataset.call, lines.length);
}

function toTheEnd() {
  for (const list of document.querySelectorAll(".pl-heard, .pl-thread")) list.scrollTop = list.scrollHeight;
}

function look() {
  toTheEnd();
  speak();
}

// Something may have come in; but nothing moves under the hands of whoever types.
function lookAgain() {
  if (document.activeElement?.tagName !== "INPUT") {
    document.getElementById("screen")?.dispatchEvent(new Event("look"));
  }
}

look();
setInterval(lookAgain, 3000);
document.addEventListener("htmx:afterSwap", look);
