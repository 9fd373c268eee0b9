// The connection by which the server tells what has changed. It comes back by itself.

const WAIT_MS = 1000;

export function connect(path, { opened, told, lost }) {
  let socket;
  const address = new URL(path, location.href);
  address.protocol = address.protocol.replace("http", "ws");

  function open() {
    socket = new WebSocket(address);
    socket.addEventListener("open", () => { lost(false); opened(); });
    socket.addEventListener("message", (event) => told(JSON.parse(event.data)));
    socket.addEventListener("close", () => { lost(true); setTimeout(open, WAIT_MS); });
  }

  open();
  return { send: (wish) => { if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(wish)); } };
}
