import { render } from 'preact';
import { Call } from './Call';

const params = new URLSearchParams(location.search);
const room = params.get('room') ?? 'standup';
const name = params.get('name') ?? '';

render(<Call room={room} name={name} />, document.getElementById('app')!);
