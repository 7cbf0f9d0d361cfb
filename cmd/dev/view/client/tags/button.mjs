import { Native } from './native.mjs';

/** What the button does besides `tap`, by open-type. */
const ACTS = {
  share: (button) => Native.host.share(button),
  openSetting: (button) => wx.openSetting({ complete: (result) => button.fire('opensetting', result) }),
  agreePrivacyAuthorization: (button) => button.fire('agreeprivacyauthorization', { errMsg: 'agreePrivacyAuthorization:ok' }),
  chooseAvatar: (button) => wx.chooseImage({ count: 1, success: ({ tempFilePaths }) => button.fire('chooseavatar', { avatarUrl: tempFilePaths[0] }) }),
  getPhoneNumber: (button) => button.fire('getphonenumber', { errMsg: 'getPhoneNumber:fail not in the browser view' }),
  getUserInfo: (button) => wx.getUserInfo({ success: (result) => button.fire('getuserinfo', result) }),
};

export class Button extends Native {
  static attributes = ['disabled'];

  ready() {
    this.takeRole(this.role ?? 'button');
    this.changed();
    this.addEventListener('click', () => this.act());
  }

  changed() {
    const disabled = this.flag('disabled');
    this.ariaDisabled = disabled ? 'true' : null;
    this.tabIndex = disabled ? -1 : 0;
  }

  act() {
    for (const type of this.text('open-type').split('|')) ACTS[type]?.(this);
    const form = this.closest('wx-form');
    const type = this.text('form-type');
    if (type === 'submit') form?.submit(this);
    if (type === 'reset') form?.reset();
  }
}

const WAYS = {
  navigate: 'navigateTo',
  redirect: 'redirectTo',
  switchTab: 'switchTab',
  reLaunch: 'reLaunch',
  navigateBack: 'navigateBack',
  exit: 'exitMiniProgram',
};

export class Navigator extends Native {
  ready() {
    this.takeRole(this.role ?? 'link');
    this.addEventListener('click', () => this.go());
  }

  go() {
    const way = WAYS[this.text('open-type', 'navigate')] ?? 'navigateTo';
    wx[way]({
      url: this.text('url'),
      delta: this.number('delta', 1),
      success: (result) => this.fire('success', result),
      fail: (result) => this.fire('fail', result),
      complete: (result) => this.fire('complete', result),
    });
  }
}
