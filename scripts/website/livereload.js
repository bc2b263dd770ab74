// Reloads the page when the site has been built again (make serve). A file, since the site allows no inline script.
const { epoch } = document.currentScript.dataset
let waiting = null

async function poll() {
  waiting = new AbortController()
  try {
    const answer = await fetch(`/livereload/${epoch}/0`, { signal: waiting.signal })
    if (Number(await answer.text()) > Number(epoch)) {
      location.reload()
    } else {
      poll()
    }
  } catch (error) {
    if (error.name !== "AbortError") setTimeout(poll, 3000)
  }
}

function follow() {
  waiting?.abort()
  if (document.visibilityState === "visible") poll()
}

addEventListener("load", follow)
addEventListener("visibilitychange", follow)
addEventListener("beforeunload", () => waiting?.abort())
