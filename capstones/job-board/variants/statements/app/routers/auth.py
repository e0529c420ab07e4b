"""Sign-up, log-in, and tokens."""

from fastapi import APIRouter, Response

from app.routers.dependencies import Services, refusals
from app.schemas.users import LogIn, RefreshToken, SignUp, TokensOut, UserOut

router = APIRouter(prefix="/auth", tags=["accounts"])


@router.post("/sign-up", status_code=201, response_model=UserOut, responses=refusals(409))
async def sign_up(body: SignUp, services: Services) -> object:
    """Make an account."""
    return await services.accounts.sign_up(body.email, body.password, body.name, body.role)


@router.post("/log-in", response_model=TokensOut, responses=refusals(401, 403))
async def log_in(body: LogIn, services: Services) -> object:
    """Get tokens."""
    return await services.accounts.log_in(body.email, body.password)


@router.post("/refresh", response_model=TokensOut, responses=refusals(401))
async def refresh(body: RefreshToken, services: Services) -> object:
    """Get new tokens for a refresh token, once."""
    return await services.accounts.refresh(body.refresh_token)


@router.post("/log-out", status_code=204, responses=refusals(401))
async def log_out(body: RefreshToken, services: Services) -> Response:
    """End the refresh tokens of this log-in."""
    await services.accounts.log_out(body.refresh_token)
    return Response(status_code=204)
