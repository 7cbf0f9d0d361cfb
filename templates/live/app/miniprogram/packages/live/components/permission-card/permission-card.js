const words = require('../../words/index');

/** Why camera or microphone may not be used, and the way out. Fires `retry` when the user came back from it. */
Component({
  properties: {
    /** A PermissionState of services/permissions.js. */
    state: { type: String, value: 'refused' },
    /** A Scope of the same. */
    scope: { type: String, value: 'scope.camera' },
  },

  data: {
    words: words.permission,
  },

  methods: {
    onSystemSetting() {
      wx.openAppAuthorizeSetting({});
    },

    onContract() {
      wx.openPrivacyContract({});
    },

    onRetry() {
      this.triggerEvent('retry');
    },
  },
});
