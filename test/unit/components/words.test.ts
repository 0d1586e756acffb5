import { expect } from '@open-wc/testing';
import { en } from '../../../src/components/words/en.js';
import type { Terms } from '../../../src/components/words/terms.js';
import { zhCn } from '../../../src/components/words/zh-cn.js';
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

  it('are the words of the classic tutorial in Chinese', () => {
    expect(zhCn.turnCameraOn).to.equal('打开摄像头');
    expect(zhCn.leave).to.equal('断开远程连接');
    expect(zhCn.joining).to.contain('建立远程连接');
  });
});
