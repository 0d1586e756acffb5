// The process of an attacker: does one harm for as long as it lives.
import { constants, setPriority } from 'node:os';
import { answer } from '../lib/rpc.js';
import { ATTACKS, type Attack, type Target } from './attacks.js';

// What it takes from the machine itself is not what the server is measured for.
setPriority(constants.priority.PRIORITY_LOW);

const harm = {
  begin: ({ attack, target }: { readonly attack: Attack; readonly target: Target }): Promise<void> =>
    ATTACKS[attack](target),
};

export type Harm = typeof harm;

answer(harm);
