"""Health and info: what anybody may ask."""

from tests.api.door import Door


async def test_health_is_200_when_the_server_can_write(door: Door) -> None:
    answer = await door.client.get("/api/health")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


async def test_an_empty_deployment_says_so_until_somebody_can_sign_in(door: Door) -> None:
    assert (await door.client.get("/api/info")).json() == {"demo": False, "empty": True, "version": "0.1.0"}
    await door.admit("wang.min")
    assert (await door.client.get("/api/info")).json()["empty"] is False
