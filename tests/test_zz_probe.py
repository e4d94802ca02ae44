import pytest, time, logging
from django.urls import reverse
from tests.factory import *
from tests.world import make_world
pytestmark = pytest.mark.django_db
UN = "Unseen words"
def test_many_fields_404(client):
    client.raise_request_exception=False
    for p in ["/nope/", "/", "/opinions/", "/documents/x/", "/d/x", "/about/", "/opinions/?as_of=x&", "/admin/", "/admin/login/", "/admin/nope/"]:
        sep = "&" if "?" in p else "?"
        r = client.get(p + sep + "a&"*1500)
        print(p, r.status_code)
        r = client.get(p + sep + "as_of=%00")
        print("  nul", p, r.status_code, b"\0" in r.content)
        r = client.get(p + sep + "page=%00")
        print("  nul page", p, r.status_code, b"\0" in r.content)
def test_home_leaks(client):
    w = make_world()
    s = make_stakeholder(name=UN, short_name="Hidden one", published=False)
    rev = make_revision(w.opinion, sponsors=[s])
    b = make_body(name="Secret body", abbreviation="SecretB", published=False)
    m = make_meeting(process=w.process, body=b, place="X, Hiddentown", published=False, title="Secret meeting", short_title="Secret meeting")
    make_event(w.opinion, kind="submitted", revision=rev, date="2012-10-01")
    o2 = make_opinion(w.process)
    make_event(o2, kind="submitted", date="2012-10-01")
    make_event(o2, kind="adopted", date="2013-05-16", meeting=m)
    m2 = make_meeting(process=w.process, body=b)
    o3 = make_opinion(w.process)
    make_event(o3, kind="submitted", date="2012-10-01")
    make_event(o3, kind="not-advanced", date="2012-10-11", meeting=m2)
    p2 = make_process(title="Process with drafts only")
    make_opinion(p2, published=False)
    for a in ["/", o3.get_absolute_url(), m2.get_absolute_url(), "/meetings/", "/opinions/", o2.get_absolute_url(), w.opinion.get_absolute_url(), "/changes/"]:
        c = client.get(a).content.decode()
        print(a, [x for x in ["Hidden one", "Secret body", "SecretB", "Hiddentown", "Secret meeting", "Process with drafts"] if x in c])
def test_pledge_draft(client):
    w = make_world()
    o = make_opinion(w.process, published=False)
    make_pledge(o, subject="Pledge on draft", stakeholders=[w.stakeholder], meeting=w.meeting, sources=[w.source])
    for a in ["/changes/", w.source.get_absolute_url(), w.stakeholder.get_absolute_url(), w.meeting.get_absolute_url(), "/pledges/"]:
        print(a, "Pledge on draft" in client.get(a).content.decode())
def test_source_key(client):
    client.raise_request_exception=False
    w = make_world()
    s = make_source(key="S 3/é")
    make_fact(w.process, sources=[s])
    print(client.get(w.process.get_absolute_url()).status_code)
def test_draft_source_publish(admin_client):
    from opinions.actions import publish
    s = make_source(published_at=None)
    e = make_event(published=False, sources=[s])
    print("publish with draft source:", publish(e))
def test_source_delete(admin_client):
    s = make_source()
    f = make_fact(sources=[s])
    r = admin_client.post(reverse("admin:documents_source_delete", args=[s.pk]), {"post":"yes"})
    print(r.status_code, f.sources.count())
def test_log500(client, monkeypatch, capfd, settings):
    client.raise_request_exception=False
    import wtpf_tracker.home as h
    monkeypatch.setattr(h, "headline", lambda *a: 1/0)
    make_world()
    r = client.get("/")
    print(r.status_code)
    out, err = capfd.readouterr()
    print("LOG has traceback:", "ZeroDivision" in err)
def test_near_cost(client):
    w = make_world()
    from documents.models import Contribution
    p = w.process
    Contribution.objects.bulk_create(Contribution(process=p, slug=f"s{i}", symbol=f"WTPF-IEG/2/{i}"+"abcdefghij"*3, title="t", kind="comments", published_at=PUBLISHED) for i in range(5000))
    for a in ["/documents/WTPF-IEG/2/"+"abcdefghij"*3+"x/", "/documents/"+"abcdefghij"*8+"/"]:
        t=time.time(); r=client.get(a); print(r.status_code, time.time()-t)
def test_slashes(client):
    for p in ["//evil.example/opinions", "//evil.example", "/d//evil.example", "/d/\\evil.example", "/d/%2F%2Fevil.example", "/documents//evil.example", "/documents/%5Cevil.example"]:
        r = client.get(p); print(p, r.status_code, r.headers.get("Location"))
