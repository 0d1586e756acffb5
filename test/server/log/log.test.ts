import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createJsonLogger, describeError } from '../../../server/log/log.js';

describe('createJsonLogger', () => {
  it('writes one line of JSON for each event, control characters escaped', () => {
    const lines: string[] = [];
    const log = createJsonLogger('info', (line) => lines.push(line));
    log('info', 'origin refused', { origin: 'evil\n{"level":"error"}\u001b[31m' });
    assert.equal(lines.length, 1);
    assert.match(lines[0] ?? '', /^[^\n\u001b]+\n$/);
    const { time, ...rest } = JSON.parse(lines[0] ?? '') as Record<string, unknown>;
    assert.ok(!Number.isNaN(Date.parse(String(time))));
    assert.deepEqual(rest, {
      level: 'info',
      event: 'origin refused',
      origin: 'evil\n{"level":"error"}\u001b[31m',
    });
  });

  it('escapes characters that JSON allows and a terminal obeys', () => {
    const lines: string[] = [];
    const text = '\u007f\u009b31m\u2028\u202etxt.exe\u{e0041}é🎥';
    createJsonLogger('info', (line) => lines.push(line))('info', 'x', { text });
    assert.match(lines[0] ?? '', /"\\u007f\\u009b31m\\u2028\\u202etxt.exe\\udb40\\udc41é🎥"/);
    assert.equal((JSON.parse(lines[0] ?? '') as { text: string }).text, text);
  });

  it('writes only lines up to its level', () => {
    const lines: string[] = [];
    const write = (line: string): number => lines.push(line);
    createJsonLogger('warn', write)('info', 'x');
    createJsonLogger('silent', write)('error', 'x');
    assert.deepEqual(lines, []);
    createJsonLogger('warn', write)('error', 'x');
    createJsonLogger('debug', write)('debug', 'x');
    assert.equal(lines.length, 2);
  });
});

describe('describeError', () => {
  it('gives name and message, of bounded length', () => {
    assert.equal(describeError(new RangeError('too much')), 'RangeError: too much');
    assert.equal(describeError('x'), 'unknown error');
    assert.ok(describeError(new Error('x'.repeat(9999))).length <= 500);
  });
});
