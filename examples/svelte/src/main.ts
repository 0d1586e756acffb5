import { mount } from 'svelte';
import Call from './Call.svelte';

const params = new URLSearchParams(location.search);
const room = params.get('room') ?? 'standup';
const name = params.get('name') ?? '';

mount(Call, { target: document.getElementById('app')!, props: { room, name } });
