import { expect } from '@open-wc/testing';
import { Localize } from '../../../src/components/words/localize.js';
import { en } from '../../../src/components/words/en.js';
import type { Terms } from '../../../src/components/words/terms.js';
import { zhCn } from '../../../src/components/words/zh-cn.js';
import { RtcError } from '../../../src/core/errors.js';
import { ERROR_CODES } from '../../../src/protocol/index.js';

describe('words', () => {
  for (const terms of [en, zhCn] satisfies Terms[]) {
    it(`say something for everything in ${terms.$name}`, () => {
      expect(Object.keys(terms)).to.have.members(Object.keys(en));
      for (const code of [...ERROR_CODES, 'permission-denied', 'insecure-context'] as const) {
        expect(terms.errorTitle(code)).to.match(/\S/);
        expect(terms.errorHelp(code, 'camera')).to.match(/\S/);
      }
    });
  }

  for (const [lang, server, device, connection] of [
    ['en', 'The server reports a problem', 'Camera did not start', 'No connection to a participant'],
    ['zh', '服务器出现问题', '摄像头无法启动', '无法连接某位参与者'],
  ] as const) {
    it(`say whose error it is where they do not know its code (${lang})`, () => {
      const element = Object.assign(document.createElement('div'), { lang, addController: () => undefined });
      const words = new Localize(element as never);
      // As a later version of the server might send them, and as nobody should.
      for (const code of ['knocking', 'constructor', '__proto__', 'toString', '']) {
        const title = (subject?: string): string =>
          words.error(new RtcError(code, 'new', subject === undefined ? {} : { subject }))[0];
        expect(title()).to.equal(server);
        expect(title('camera')).to.equal(device);
        expect(title('a-participant')).to.equal(connection);
        expect(words.error(new RtcError(code, 'new'))[1]).to.match(/\S/);
      }
    });
  }

  it('are the words of the classic tutorial in Chinese', () => {
    expect(zhCn.turnCameraOn).to.equal('打开摄像头');
    expect(zhCn.leave).to.equal('断开远程连接');
    expect(zhCn.joining).to.contain('建立远程连接');
  });
});
