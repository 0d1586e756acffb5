import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { importInspection } from '../../src/core/features/inspect/inspection-file.js';
import { checkReply, checkRequest } from '../../src/protocol/check-messages.js';
import { check, clientMessage, peerSignal, serverMessage } from '../../src/protocol/index.js';
import { snippetsOf } from './support/snippets.js';

describe('every block of JSON', () => {
  for (const { place, code } of snippetsOf('json')) {
    it(`${place} is valid, and of the protocol where it is a message`, async () => {
      const value = JSON.parse(code) as Record<string, unknown>;
      if ('kind' in value) assert.deepEqual(check(peerSignal, value), { ok: true, message: value });
      if ('format' in value) assert.equal((await importInspection(new Blob([code]))).ok, true);
      if (!('type' in value)) return;
      // Also complete: a field that the schema does not know would be left out.
      const tables = [clientMessage, serverMessage, checkRequest, checkReply];
      const read = tables.map((table) => check(table, value)).find(({ ok }) => ok);
      assert.deepEqual(read, { ok: true, message: value });
    });
  }
});
