import { createApp } from 'vue';
import Call from './Call.vue';

const params = new URLSearchParams(location.search);
const room = params.get('room') ?? 'standup';
const name = params.get('name') ?? '';

createApp(Call, { room, name }).mount('#app');
