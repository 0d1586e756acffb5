import { createRoot } from 'react-dom/client';
import { Call } from './Call';

const params = new URLSearchParams(location.search);
const room = params.get('room') ?? 'standup';
const name = params.get('name') ?? '';

createRoot(document.getElementById('app')!).render(<Call room={room} name={name} />);
