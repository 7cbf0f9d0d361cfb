import './shell.css';

const frame = document.querySelector('#phone');
frame.src = `/phone${location.hash}`;
