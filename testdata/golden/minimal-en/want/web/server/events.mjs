/**
 * The pages that listen for builds, by server-sent events.
 * @param {() => Promise<{revision: string}>} built the last build
 */
export function createEvents(built) {
  /** @type {Set<import('node:http').ServerResponse>} */
  const listeners = new Set();

  return {
    /**
     * @param {import('node:http').ServerResponse} response
     * @param {Record<string, string>} headers
     */
    async connect(response, headers) {
      response.writeHead(200, { ...headers, 'content-type': 'text/event-stream' });
      listeners.add(response);
      response.on('close', () => listeners.delete(response));
      // The page may have missed a build, or this server was started after it.
      const { revision } = await built();
      write(response, 'revision', { revision });
    },

    /**
     * Tells every open page.
     * @param {'reload' | 'styles' | 'failure'} event
     * @param {{revision: string}} data
     */
    tell(event, data) {
      for (const listener of listeners) write(listener, event, data);
    },
  };
}

function write(response, event, data) {
  response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}
