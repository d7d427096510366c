// What the theme leaves out for those who cannot see the page.
document.querySelectorAll('p.caption[role="heading"]').forEach((caption) => {
  caption.setAttribute("aria-level", "2");
});
const names = { ".sidebar-drawer": "Pages", ".toc-drawer": "On this page" };
for (const [part, name] of Object.entries(names)) {
  document.querySelector(part)?.setAttribute("aria-label", name);
}
document.querySelectorAll(".content-icon-container").forEach((icons) => {
  icons.setAttribute("role", "region");
  icons.setAttribute("aria-label", "This page");
});
document.querySelectorAll("pre").forEach((code) => {
  code.tabIndex = 0;
});
