// Keeps one issue up to date: opens it, puts the text of today in it and says so, or closes it when there is nothing to say.
// `marker` is a comment that the text begins with; only an issue that the workflow itself has opened is touched.
const LIMIT = 60_000;

module.exports = async ({ github, context, marker, title, text, rest, done }) => {
  const issues = await github.paginate(github.rest.issues.listForRepo, { ...context.repo, state: 'open', per_page: 100 });
  const open = issues.find(
    (one) => !one.pull_request && one.user?.login === 'github-actions[bot]' && one.body?.startsWith(marker),
  );
  if (!text) {
    if (!open) return;
    const number = { ...context.repo, issue_number: open.number };
    await github.rest.issues.createComment({ ...number, body: done });
    await github.rest.issues.update({ ...number, state: 'closed' });
    return;
  }
  const cut = text.slice(0, text.lastIndexOf('\n', LIMIT));
  const body = `${marker}\n\n${text.length <= LIMIT ? text : `${cut}\n\n${rest}`}`;
  if (open?.body === body) return;
  if (open) {
    const number = { ...context.repo, issue_number: open.number };
    await github.rest.issues.update({ ...number, body });
    await github.rest.issues.createComment({ ...number, body: 'Texten ovan är uppdaterad.' }); // a changed text notifies nobody
  } else {
    await github.rest.issues.create({ ...context.repo, title, body });
  }
};
