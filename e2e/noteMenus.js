// The program as the tests start it. Electron shows a window's menu to nobody, so here it is noted on the window as it is set.
const { BrowserWindow } = require('electron');

const { setMenu } = BrowserWindow.prototype;

BrowserWindow.prototype.setMenu = function (menu) {
  if (menu) this.shownMenu = menu;
  setMenu.call(this, menu);
};

require('../out/main/index.js');
