"""No finding of axe-core at WCAG 2.2 AA on any kind of page, light and dark, marks closed and open."""

import pytest

from tests.browser.kinds import ALL

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def findings(page, packages) -> list[str]:
    """Return what axe-core finds wrong, each as rule, what it means and where."""
    page.add_script_tag(path=packages / "axe-core" / "axe.min.js")
    result = page.evaluate("tags => axe.run({runOnly: tags})", TAGS)
    return [
        f"{found['id']}: {found['help']}: {node['target']}: {node['failureSummary']}"
        for found in result["violations"]
        for node in found["nodes"][:3]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ALL.values(), ids=ALL.keys())
def test_no_finding(visit, packages, path, scheme):
    page = visit(path, color_scheme=scheme, bypass_csp=True)
    assert findings(page, packages) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_finding_on_a_phone_with_a_mark_open(visit, packages, scheme):
    page = visit("/documents/WTPF-IEG/2/10/", width=360, color_scheme=scheme, bypass_csp=True)
    page.locator("details.sources > summary").first.click()
    assert page.locator("details.sources[open]").count() == 1
    assert findings(page, packages) == []


def test_axe_finds_what_is_wrong(visit, packages):
    page = visit("/about/", bypass_csp=True)
    page.evaluate("document.querySelector('html').removeAttribute('lang')")
    assert any(found.startswith("html-has-lang") for found in findings(page, packages))
