// The process of an attacker: does one harm for as long as it lives.
import { answer } from '../lib/rpc.js';
import { ATTACKS, type Attack, type Target } from './attacks.js';

const harm = {
  begin: ({ attack, target }: { readonly attack: Attack; readonly target: Target }): Promise<void> =>
    ATTACKS[attack](target),
};

export type Harm = typeof harm;

answer(harm);
