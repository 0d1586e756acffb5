let number = 0;
let isCounting = false;

/** Number of this turn of the event loop. All that has come in is read in one turn, from one socket after the other. */
export function thisTurn(): number {
  if (!isCounting) {
    isCounting = true;
    setImmediate(next);
  }
  return number;
}

function next(): void {
  number += 1;
  isCounting = false;
}
