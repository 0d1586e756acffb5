import { expect } from '@open-wc/testing';
import { serverAnswers } from '../../../../src/core/signaling/server-probe.js';
import { ScriptedServer } from '../../../support/scripted-server.js';
import { nextEvent } from '../../support/events.js';

describe('serverAnswers', () => {
  let server: ScriptedServer;
  const { signal } = new AbortController();

  beforeEach(async () => {
    server = await ScriptedServer.start();
  });

  afterEach(() => server.stop());

  it('tells a server that is there from one that is not', async () => {
    expect(await serverAnswers(server.url, signal)).to.equal(true);
    await server.behave('refuse');
    expect(await serverAnswers(server.url, signal)).to.equal(false);
  });

  it('asks without the password that a browser refuses to send', async () => {
    expect(await serverAnswers(server.url.replace('//', '//ann:secret@'), signal)).to.equal(true);
  });

  it('tells a proxy with nobody behind it from a server, on the own origin', async () => {
    expect(await serverAnswers(`ws://${location.host}/__bad-gateway`, signal)).to.equal(false);
    expect(await serverAnswers(`ws://${location.host}/__nothing-here`, signal)).to.equal(true);
  });

  it('is given up with its signal', async () => {
    await server.behave('hang');
    const asking = new AbortController();
    const answer = serverAnswers(server.url, asking.signal);
    asking.abort();
    expect(await answer).to.equal(false);
  });

  it('leaves it to the WebSocket where the page may not ask', async () => {
    await server.behave('refuse');
    const frame = document.createElement('iframe');
    const probe = new URL('../../../../src/core/signaling/server-probe.ts', import.meta.url).href;
    frame.srcdoc = `
      <meta http-equiv="Content-Security-Policy" content="connect-src ws:">
      <script type="module">
        import { serverAnswers } from '${probe}';
        parent.postMessage(await serverAnswers('${server.url}', new AbortController().signal), '*');
      </script>`;
    const told = nextEvent<MessageEvent>(window, 'message', ({ source }) => source === frame.contentWindow);
    document.body.append(frame);
    expect((await told).data).to.equal(true);
    frame.remove();
  });
});
