import { RtcPathProblem } from './rtc-path-problem.js';

RtcPathProblem.define();
