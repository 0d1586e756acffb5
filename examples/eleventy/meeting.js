const params = new URLSearchParams(location.search);
const call = document.querySelector('rtc-call');
const controls = document.querySelector('rtc-controls');

call.addEventListener('rtc-state-change', (event) => {
  document.querySelector('output').value = event.state;
});
call.addEventListener('rtc-chat-toggle', () => {
  const chat = call.querySelector('rtc-chat');
  if (chat) chat.remove();
  else controls.before(document.createElement('rtc-chat'));
  controls.chatOpen = !chat;
});
document.querySelector('button').addEventListener('click', () => call.leave());

call.constraints = { video: JSON.parse(call.dataset.camera) };
call.name = params.get('name') ?? '';
call.autojoin = true;
