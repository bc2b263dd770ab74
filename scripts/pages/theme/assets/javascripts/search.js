// The worker behind Material's search box. It speaks Material's protocol (0 set-up, 1 ready, 2 query, 3 result).
postMessage({ type: 1 });
addEventListener("message", ({ data }) => {
  if (data.type === 0) postMessage({ type: 1 });
  if (data.type === 2) postMessage({ type: 3, data: { items: [] } });
});
