export async function comparePage(root, data) { root.textContent = JSON.stringify(data).slice(0, 100); }
