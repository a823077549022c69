// The administration's portal, for trying and testing: node test/portal.mjs 4040
// It does not know that two notices are one. PUT /trouble {"refuse": 2, "forbid": 1, "cut": 1, "hold": 1} makes the next
// writes answer 503, or 403, or be done and cut off, or be done and never answered.
import { createServer } from 'node:http';

const token = process.env.PORTAL_TOKEN ?? 'prova-prova';
const notices = [];
let trouble = {};

const bodyOf = async (request) => {
  let text = '';
  for await (const chunk of request) text += chunk;
  return JSON.parse(text);
};
const happens = (what) => {
  const left = trouble[what] ?? 0;
  trouble = { ...trouble, [what]: left - 1 };
  return left > 0;
};

const server = createServer(async (request, response) => {
  const answer = (status, body) => response.writeHead(status).end(body && JSON.stringify(body));
  const { pathname, searchParams } = new URL(request.url, 'http://portal');
  if (pathname === '/trouble') {
    trouble = await bodyOf(request);
    return answer(204);
  }
  if (request.headers.authorization !== `Bearer ${token}`) return answer(401);
  if (request.method === 'GET') {
    const key = searchParams.get('key');
    return answer(200, { items: notices.filter((notice) => key === null || notice.key === key) });
  }
  if (happens('refuse')) return answer(503);
  if (happens('forbid')) return answer(403);
  let id;
  if (request.method === 'DELETE') {
    const notice = notices.find((one) => pathname === `/notices/${one.id}`);
    if (notice === undefined) return answer(404);
    notice.withdrawn = true;
  } else {
    id = String(notices.length + 1);
    notices.push({ id, ...(await bodyOf(request)), withdrawn: false });
  }
  if (happens('cut')) return request.socket.destroy();
  if (!happens('hold')) answer(id === undefined ? 204 : 201, id && { id });
});
server.listen(Number(process.argv[2] ?? 0), '127.0.0.1', () => {
  console.log(`Portal at http://127.0.0.1:${server.address().port}`);
});
