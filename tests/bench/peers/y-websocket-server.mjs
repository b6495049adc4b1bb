/** @y/websocket-server as its own README starts it; keeps documents where YPERSISTENCE is set. Prints its port. */
import { createServer } from 'node:http';
import { setupWSConnection } from '@y/websocket-server/utils';
import { WebSocketServer } from 'ws';

const server = createServer();
const sockets = new WebSocketServer({ server, perMessageDeflate: false });
sockets.on('connection', (socket, request) => setupWSConnection(socket, request));
server.listen(0, '127.0.0.1', () => process.stdout.write(`port ${server.address().port}\n`));
