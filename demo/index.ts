// The order matters: the tag has its attributes before the element behind it exists.
import './from-address.js';
import './invite.js';
import 'rtc-elements';
